import { expect, test } from 'vitest'
import { JOIN_CODE_ALPHABET, readJoinCode } from '#lib/join-code.ts'
import { NETWORK_A, NETWORK_B } from '../testing/test-client.ts'
import { Codes } from './codes.ts'
import { INVITE_LIMITS, type InviteLimits } from './limits.ts'

const MINUTE = 60_000

function setUp(limits: Partial<InviteLimits> = {}) {
  const clock = { at: 0, now: () => clock.at }
  let drawn = 0
  // Counts upwards, so that every code is another one.
  const below = (bound: number) => Math.floor(drawn++ / 6) % bound
  return { clock, codes: new Codes({ limits: { ...INVITE_LIMITS, ...limits }, clock, below }) }
}

const codeOf = (codes: Codes, networkId: string) => codes.renew(networkId)?.code ?? ''

test('a code stands for its network for ten minutes after it was last asked for', () => {
  const { codes, clock } = setUp()
  const code = codeOf(codes, NETWORK_A)
  expect(code).toMatch(new RegExp(`^[${JOIN_CODE_ALPHABET}]{6}$`))
  clock.at = 9 * MINUTE
  expect(codes.renew(NETWORK_A)).toEqual({ code, expiresInMs: 10 * MINUTE })
  clock.at = 19 * MINUTE - 1
  expect(codes.find(code)).toEqual({ networkId: NETWORK_A })
  clock.at = 19 * MINUTE
  expect(codes.find(code)).toBe('expired')
})

test('looking a code up does not renew it', () => {
  const { codes, clock } = setUp()
  const code = codeOf(codes, NETWORK_A)
  clock.at = 9 * MINUTE
  codes.find(code)
  clock.at = 10 * MINUTE
  expect(codes.find(code)).toBe('expired')
})

test('after it expired, a network gets another code, and an hour later the old one is unknown', () => {
  const { codes, clock } = setUp()
  const old = codeOf(codes, NETWORK_A)
  clock.at = 10 * MINUTE
  const code = codeOf(codes, NETWORK_A)
  expect(code).not.toBe(old)
  expect(codes.find(old)).toBe('expired')
  clock.at = 70 * MINUTE
  expect(codes.find(old)).toBeUndefined()
  expect(codes.count).toBe(1)
})

test('an unknown code, and the empty one, stand for nothing', () => {
  const { codes } = setUp()
  codes.renew(NETWORK_A)
  expect(codes.find('')).toBeUndefined()
  expect(codes.find('ZZZZZZ')).toBeUndefined()
})

test('when all codes are in use, nobody loses a valid one; expired ones make room', () => {
  const { codes, clock } = setUp({ codes: 1 })
  const code = codeOf(codes, NETWORK_A)
  expect(codes.renew(NETWORK_B)).toBeUndefined()
  expect(codes.find(code)).toEqual({ networkId: NETWORK_A })
  clock.at = 10 * MINUTE
  expect(codes.find(codeOf(codes, NETWORK_B))).toEqual({ networkId: NETWORK_B })
  expect(codes.count).toBe(1)
})

test.each([
  ['K7QF2M', 'K7QF2M'],
  [' k7q-f2m ', 'K7QF2M'],
  ['k7 qf 2m', 'K7QF2M'],
  ['K7QF2', undefined],
  ['K7QF2MM', undefined],
  ['K7QF2!', undefined],
  ['https://a.example', undefined],
])('%j is read as %s', (text, code) => {
  expect(readJoinCode(text)).toBe(code)
})

test('the alphabet has no characters that are confused', () => {
  expect(JOIN_CODE_ALPHABET).not.toMatch(/[01ILOU]/)
  expect(new Set(JOIN_CODE_ALPHABET).size).toBe(30)
})
