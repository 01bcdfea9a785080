import { expect, test } from 'vitest'
import { BugError } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { JudgingFault } from '#lib/judged.ts'
import { UNJUDGED_CHARACTERS, UNJUDGED_EACH } from './limits.ts'
import { type FaultMet, Unjudged } from './unjudged.ts'

const at = 1_700_000_000_000 as UnixMs
const block = (id: string, error: Error = new BugError('a failed assertion')) =>
  new JudgingFault({ what: 'block', id, height: 7, step: 'apply' }, error)
const transaction = (id: string) =>
  new JudgingFault({ what: 'transaction', id, step: 'check' }, new BugError(id))

test('each is recorded once, by its id, with the data for a report', () => {
  const met: FaultMet[] = []
  const unjudged = new Unjudged('1', undefined)
  unjudged.onFault(fault => met.push(fault))
  unjudged.add(block('a'), at)
  unjudged.add(block('a'), at)
  expect(met).toHaveLength(1)
  expect(unjudged.get('a')).toMatchObject({
    ...{ what: 'block', id: 'a', height: 7, step: 'apply', time: at, message: 'a failed assertion' },
    stack: expect.stringContaining('unjudged.test'),
  })
})

test('bytes without an id are reported and not remembered', () => {
  const met: FaultMet[] = []
  const unjudged = new Unjudged('1', undefined)
  unjudged.onFault(fault => met.push(fault))
  const fault = new JudgingFault({ what: 'message', id: '', step: 'header' }, new BugError('x'))
  unjudged.add(fault, at)
  unjudged.add(fault, at)
  expect(met).toHaveLength(2)
  expect(unjudged.row(0).items).toEqual([])
})

test('the row outlives a reload, until another version of the app runs', () => {
  const unjudged = new Unjudged('1', undefined)
  unjudged.add(block('a'), at)
  unjudged.add(transaction('t'), at)
  const row = structuredClone(unjudged.row(3))
  expect(row).toMatchObject({ key: 'unjudged', version: '1', behind: 3 })

  expect(new Unjudged('1', row).row(3)).toEqual(row)
  expect(new Unjudged('1', row).blocks().map(({ id }) => id)).toEqual(['a'])
  expect(new Unjudged('2', row).row(0)).toEqual({ key: 'unjudged', version: '2', items: [], behind: 0 })
})

test('an item that failed for lack of memory is tried again after a reload', () => {
  const unjudged = new Unjudged('1', undefined)
  unjudged.add(block('a', new RangeError('Array buffer allocation failed')), at)
  expect(unjudged.get('a')).toBeDefined()
  expect(new Unjudged('1', unjudged.row(0)).get('a')).toBeUndefined()
})

test('the oldest are forgotten beyond the bounds of blocks and of transactions, and long texts are cut', () => {
  const unjudged = new Unjudged('1', undefined)
  unjudged.add(block('first', new BugError('x'.repeat(UNJUDGED_CHARACTERS + 1))), at)
  expect(unjudged.get('first')?.message).toHaveLength(UNJUDGED_CHARACTERS)
  expect(unjudged.get('first')?.stack).toHaveLength(UNJUDGED_CHARACTERS)
  for (let i = 0; i < 2 * UNJUDGED_EACH; i++) unjudged.add(transaction(`t${i}`), at)
  expect(unjudged.get('first')).toBeDefined()
  expect(unjudged.row(0).items).toHaveLength(1 + UNJUDGED_EACH)
  for (let i = 0; i < UNJUDGED_EACH; i++) unjudged.add(block(`b${i}`), at)
  expect(unjudged.get('first')).toBeUndefined()
  expect(unjudged.row(0).items).toHaveLength(2 * UNJUDGED_EACH)
})
