import { expect, test } from 'vitest'
import type { ContractRehearsalResult } from '#api/contract-results.ts'
import { fail, ok } from '#lib/result.ts'
import { checkOf } from './source-check.ts'

const vote = { name: 'vote', parameters: ['option'], view: false, payable: false }

function rehearsal(code?: string): ContractRehearsalResult {
  const error = code === undefined ? {} : { error: { code, message: 'no (line 3)', line: 3 } }
  return {
    deployment: { ok: code === undefined, value: null, gas: 1n, events: [], changes: [], ...error },
    ...{ address: 'tabc1', steps: [], state: {}, maps: {}, balance: 0n },
    abi: code === 'CODE_INVALID' ? [] : [vote],
  }
}

test('a source that is a contract gives its methods, even if init wants other arguments', () => {
  expect(checkOf(ok(rehearsal()))).toEqual({ status: 'good', abi: [vote] })
  expect(checkOf(ok(rehearsal('CODE_THREW')))).toEqual({ status: 'good', abi: [vote] })
})

test('an invalid one has the reason at its line', () => {
  expect(checkOf(ok(rehearsal('CODE_INVALID')))).toEqual({
    status: 'wrong',
    problem: { code: 'CODE_INVALID', message: 'no', line: 3 },
  })
  expect(checkOf(fail('SOURCE_TOO_LARGE', 'source: it is too large'))).toEqual({
    status: 'wrong',
    problem: { code: 'SOURCE_TOO_LARGE', message: 'It is too large', line: 0 },
  })
})

test('a node that cannot be asked says nothing about the source', () => {
  expect(checkOf(fail('NODE_GONE', 'The node does not answer'))).toEqual({
    status: 'unchecked',
    message: 'The node does not answer',
  })
})
