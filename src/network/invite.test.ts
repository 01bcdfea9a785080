import { base64urlnopad } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from '#chain/codec.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import { digest } from '#chain/hash.ts'
import { concatBytes } from '#lib/bytes.ts'
import { encodeInvite, inviteLink, parseInvite } from './invite.ts'
import { peerIdFromSeed } from './peer-id.ts'

const peerId = peerIdFromSeed(new Uint8Array(32).fill(3))
const invite = { genesis: DEFAULT_NETWORK, peerId, signaling: 'https://tabs.example/signal/' }
const code = encodeInvite(invite)
const codeOf = (input: string) => {
  const parsed = parseInvite(input)
  return parsed.ok ? 'ok' : parsed.error.code
}

/** The code that {@link encodeInvite} would return for other fields. */
function forged(fields: Parameters<typeof encode>[0]): string {
  const payload = encode(fields)
  const framed = concatBytes(Uint8Array.of(1, payload.length >> 8, payload.length & 0xff), payload)
  return base64urlnopad.encode(concatBytes(framed, digest(framed).subarray(0, 4)))
}

test.each([
  ['a code', code],
  ['a code with spaces around', `  ${code}\n`],
  ['a link', inviteLink('https://app.example', invite)],
  ['a link of an origin with a slash', inviteLink('https://app.example/', invite)],
  ['a link with more parameters', `https://app.example/?profile=2&network=${code}&lab#wallet`],
  ['a link with a hash', `https://app.example/#network=${code}`],
  ['a link with a bare hash', `https://app.example/#${code}`],
])('%s gives back what it was made of', (_, text) => {
  expect(parseInvite(text)).toEqual({ ok: true, value: invite })
})

test('up to four signaling servers are named in their order', () => {
  const list = (count: number) =>
    Array.from({ length: count }, (_, i) => `https://${i}.example/signal/`).join(',')
  expect(parseInvite(encodeInvite({ ...invite, signaling: list(4) }))).toMatchObject({
    value: { signaling: list(4) },
  })
  for (const signaling of [list(5), `${list(1)},`, `${list(1)},javascript:0`])
    expect(parseInvite(encodeInvite({ ...invite, signaling }))).toMatchObject({
      error: { code: 'INVITE_SIGNALING' },
    })
})

test('peer and signaling may be absent', () => {
  expect(parseInvite(encodeInvite({ genesis: DEFAULT_NETWORK }))).toEqual({
    ok: true,
    value: { genesis: DEFAULT_NETWORK },
  })
})

test('every truncation is found and called so', () => {
  for (let length = 4; length < code.length; length++) {
    expect(codeOf(code.slice(0, length))).toBe('INVITE_TRUNCATED')
  }
})

test('no changed character goes unnoticed', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  fc.assert(
    fc.property(fc.nat(code.length - 1), fc.constantFrom(...alphabet), (at, character) => {
      fc.pre(code[at] !== character)
      expect(parseInvite(code.slice(0, at) + character + code.slice(at + 1)).ok).toBe(false)
    }),
  )
})

test.each([
  ['nothing', '', 'INVITE_MALFORMED'],
  ['words', 'join my network!', 'INVITE_MALFORMED'],
  ['a link without invite', 'https://app.example/', 'INVITE_MALFORMED'],
  ['a book', 'a'.repeat(40_000), 'INVITE_MALFORMED'],
  [
    'another version',
    base64urlnopad.encode(concatBytes(Uint8Array.of(2), base64urlnopad.decode(code).subarray(1))),
    'INVITE_VERSION',
  ],
  [
    'something appended',
    base64urlnopad.encode(concatBytes(base64urlnopad.decode(code), Uint8Array.of(1))),
    'INVITE_CHECKSUM',
  ],
  ['no tuple', forged('hello'), 'INVITE_MALFORMED'],
  ['an invalid genesis', forged([new Uint8Array(9), '', '']), 'INVITE_GENESIS'],
  ['a peer that cannot exist', forged([encodeGenesis(DEFAULT_NETWORK), '12D3KooWnobody', '']), 'INVITE_PEER'],
  [
    'a signaling server that is a script',
    forged([encodeGenesis(DEFAULT_NETWORK), '', 'javascript:alert(1)']),
    'INVITE_SIGNALING',
  ],
  [
    'a signaling server with a password',
    forged([encodeGenesis(DEFAULT_NETWORK), '', 'https://a:b@x.example/']),
    'INVITE_SIGNALING',
  ],
])('%s is refused by name', (_, text, expected) => {
  expect(codeOf(text)).toBe(expected)
})

test('every refusal says what to do', () => {
  for (const text of ['', code.slice(0, -5), `${code.slice(0, -9)}AAAAAAAAA`]) {
    const parsed = parseInvite(text)
    expect(!parsed.ok && parsed.error.message).toMatch(/copy|paste|ask|reload/)
  }
})
