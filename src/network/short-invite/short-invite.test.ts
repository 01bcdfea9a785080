import { expect, test } from 'vitest'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { encodeInvite } from '../invite.ts'
import {
  encodeShortInvite,
  joinCodeIn,
  parseShortInvite,
  serverOfLink,
  shortInviteLink,
} from './short-invite.ts'

const short = { networkId: networkIdOf(DEFAULT_NETWORK) }
const code = encodeShortInvite(short)
const codeOf = (input: string) => {
  const parsed = parseShortInvite(input)
  return parsed.ok ? 'ok' : parsed.error.code
}

test('a short link gives back what it was made of, and is short enough for a coarse QR code', () => {
  const link = shortInviteLink('https://192.168.1.5:8080/', short)
  expect(parseShortInvite(link)).toEqual({ ok: true, value: short })
  // Byte mode of version 5 with the least error correction: 37 modules.
  expect(link.length).toBeLessThanOrEqual(106)
  const elsewhere = { ...short, signaling: 'https://tabs.example/signal/' }
  expect(parseShortInvite(encodeShortInvite(elsewhere))).toEqual({ ok: true, value: elsewhere })
})

test('a truncated or changed one is called so, and a full one is another version', () => {
  for (let length = 4; length < code.length; length++)
    expect(codeOf(code.slice(0, length))).toBe('INVITE_TRUNCATED')
  expect(codeOf(`${code.slice(0, 9)}x${code.slice(10)}`)).toBe('INVITE_CHECKSUM')
  expect(codeOf(encodeInvite({ genesis: DEFAULT_NETWORK }))).toBe('INVITE_VERSION')
  expect(codeOf(encodeShortInvite({ ...short, signaling: 'javascript:alert(1)' }))).toBe('INVITE_SIGNALING')
})

test.each([
  ['K7QF2M', 'K7QF2M'],
  [' k7q f2m', 'K7QF2M'],
  ['https://192.168.1.5:8080/?join=k7qf2m', 'K7QF2M'],
  ['https://192.168.1.5:8080/#join=K7QF2M', 'K7QF2M'],
  [code, undefined],
  ['https://example.org/', undefined],
])('the join code in %s is %s', (text, expected) => {
  expect(joinCodeIn(text)).toBe(expected)
})

test.each([
  ['https://192.168.1.5:8080/?join=K7QF2M', 'https://192.168.1.5:8080/signal/'],
  ['https://a.example/app/?network=x&signal=https://b.example/signal/', 'https://b.example/signal/'],
  ['K7QF2M', undefined],
  [code, undefined],
])('the server of %s is %s', (text, expected) => {
  expect(serverOfLink(text)).toBe(expected)
})
