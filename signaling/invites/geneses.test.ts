import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Geneses } from './geneses.ts'
import { INVITE_LIMITS, type InviteLimits } from './limits.ts'

const MINUTE = 60_000
const idOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const [a, b, c] = ['a', 'b', 'c'].map(letter => Buffer.from(letter.repeat(100))) as [Buffer, Buffer, Buffer]

function setUp(limits: Partial<InviteLimits> = {}) {
  const clock = { at: 0, now: () => clock.at }
  const present = new Set([a, b, c].map(idOf))
  const geneses = new Geneses({
    limits: { ...INVITE_LIMITS, ...limits },
    clock,
    isPresent: networkId => present.has(networkId),
  })
  return { clock, present, geneses }
}

test('only what hashes to the id of a network with a tab here is kept', () => {
  const { geneses, present } = setUp()
  expect(geneses.offer(idOf(a), b)).toBe('wrong')
  expect(geneses.get(idOf(a))).toBeUndefined()
  expect(geneses.offer(idOf(a), a)).toBe('kept')
  expect(geneses.get(idOf(a))).toEqual(a)
  present.delete(idOf(b))
  expect(geneses.offer(idOf(b), b)).toBe('absent')
})

test('a network is remembered for ten minutes without a tab', () => {
  const { geneses, present, clock } = setUp()
  geneses.offer(idOf(a), a)
  clock.at = 60 * MINUTE
  geneses.sweep()
  present.delete(idOf(a))
  clock.at = 70 * MINUTE
  geneses.sweep()
  expect(geneses.get(idOf(a))).toEqual(a)
  clock.at = 70 * MINUTE + 1
  geneses.sweep()
  expect(geneses.get(idOf(a))).toBeUndefined()
  expect(geneses.bytes).toBe(0)
})

test.each([
  ['bytes', { totalGenesisBytes: 200 }],
  ['networks', { geneses: 2 }],
])('beyond the bound of %s the one that was asked for least recently goes', (_, limits) => {
  const { geneses } = setUp(limits)
  for (const bytes of [a, b]) geneses.offer(idOf(bytes), bytes)
  geneses.get(idOf(a))
  geneses.offer(idOf(c), c)
  expect([a, b, c].map(bytes => geneses.get(idOf(bytes)) !== undefined)).toEqual([true, false, true])
  expect([geneses.count, geneses.bytes]).toEqual([2, 200])
})

test('an offer that is repeated takes no more room', () => {
  const { geneses } = setUp()
  for (let i = 0; i < 3; i++) geneses.offer(idOf(a), a)
  expect([geneses.count, geneses.bytes]).toEqual([1, 100])
})
