import { expect, test } from 'vitest'
import type { ProofResult } from '#api/results.ts'
import { proofJson, readProofJson } from './proof-json.ts'

const id = 'ab'.repeat(32)
const proof: ProofResult = {
  statement: { type: 'account', address: 'tab1…', balance: 12n, nonce: 3 },
  header: { id, height: 7, bytes: '0102' },
  proof: 'c0ffee',
}

test('a proof survives being text', () => {
  expect(proofJson(proof)).toContain('"balance": "12"')
  expect(readProofJson(proofJson(proof))).toEqual({ ok: true, value: { proof: 'c0ffee', header: id } })
})

test.each([
  ['', /not JSON/],
  ['{"proof": "c0ffee"', /not JSON/],
  ['null', /“proof” is missing/],
  ['{"proof": "no hex", "header": {}}', /“proof”/],
  ['{"proof": "c0", "header": "ab"}', /“header.id”/],
  ['{"proof": "c0", "header": {"id": "ab"}}', /“header.id”/],
])('%s is refused with the reason', (text, message) => {
  expect(readProofJson(text)).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } })
})
