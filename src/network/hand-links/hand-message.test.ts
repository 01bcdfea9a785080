import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { peerIdFromSeed } from '../peer-id.ts'
import { deflate } from './deflate.ts'
import { type Description, describe, sdpOf } from './description.ts'
import { frameChunks, frameText } from './hand-frame.ts'
import { readHandMessage, signHandAnswer, signHandOffer } from './hand-message.ts'
import { HAND_CHUNK_BYTES, MAX_HAND_MESSAGE_BYTES } from './limits.ts'

const [ana, ben] = [new Uint8Array(32).fill(3), new Uint8Array(32).fill(4)]
const description: Description = {
  ufrag: 'Ab3+',
  password: 'abcdefghijklmnopqrstuvwx',
  fingerprint: Uint8Array.from({ length: 32 }, (_, i) => i * 7),
  candidates: [
    { kind: 'host', address: '01234567-89ab-cdef-0123-456789abcdef.local', port: 50_000 },
    { kind: 'srflx', address: '203.0.113.9', port: 50_001 },
  ],
}
const fields = { nonce: new Uint8Array(8).fill(1), expires: 1_700_000, genesis: DEFAULT_NETWORK, description }
const { id, content } = await signHandOffer(ana, fields)
const text = frameText(content)
const networkId = networkIdOf(DEFAULT_NETWORK)

const codeOf = async (input: string) => {
  const read = await readHandMessage(input)
  return read.ok ? 'ok' : read.error.code
}

test.each([
  ['as it is', text],
  ['with words around it', `here it is:\n${text}\n\nsee you`],
  ['broken into lines', text.replace(/(.{60})/g, '$1\n')],
  ['as QR codes in any order', frameChunks(content).reverse().join('\n')],
])('an offer %s gives back what it was made of', async (_, input) => {
  expect(await readHandMessage(input)).toEqual({
    ok: true,
    value: {
      type: 'offer',
      id,
      from: peerIdFromSeed(ana),
      networkId,
      genesis: DEFAULT_NETWORK,
      expires: 1_700_000,
      description,
    },
  })
})

test('an answer names the offer, its network and who gave it', async () => {
  const answer = await signHandAnswer(ben, { id, networkId }, description)
  expect(await readHandMessage(frameText(answer))).toEqual({
    ok: true,
    value: { type: 'answer', from: peerIdFromSeed(ben), offerId: id, networkId, description },
  })
})

test('an offer of the default network fits into three QR codes, an answer into two', async () => {
  expect(frameChunks(content).length).toBeLessThanOrEqual(3)
  const answer = await signHandAnswer(ben, { id, networkId }, description)
  expect(frameChunks(answer).length).toBeLessThanOrEqual(2)
})

test('every text that was cut is called so', async () => {
  for (let length = 'tabchain-link:'.length + 2; length < text.length; length++) {
    expect(await codeOf(text.slice(0, length))).toBe('LINK_TEXT_CUT')
  }
})

test('a missing QR code is named with its count', async () => {
  const [first = '', ...rest] = frameChunks(content)
  const read = await readHandMessage(first)
  expect(read).toMatchObject({ error: { code: 'LINK_TEXT_CUT' } })
  expect(read.ok || read.error.message).toContain(`only 1 of ${rest.length + 1}`)
})

test('a QR code that was changed is called so', async () => {
  const codes = frameChunks(content).join('\n')
  expect(await codeOf(codes.replace(/.$/, last => (last === 'B' ? 'C' : 'B')))).toBe('LINK_TEXT_CHANGED')
})

test('no changed character goes unnoticed', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const start = 'tabchain-link:'.length
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: start, max: text.length - 1 }),
      fc.constantFrom(...alphabet),
      async (at, character) => {
        fc.pre(text[at] !== character)
        expect(await codeOf(text.slice(0, at) + character + text.slice(at + 1))).not.toBe('ok')
      },
    ),
  )
})

test.each([
  ['another text', 'hello', 'LINK_TEXT_MALFORMED'],
  ['nothing', '', 'LINK_TEXT_MALFORMED'],
  ['another version', frameText(content).replace(':AQ', ':Ag'), 'LINK_TEXT_VERSION'],
  ['bytes that are not deflated', frameText(new Uint8Array(40)), 'LINK_TEXT_MALFORMED'],
  ['too long a text', 'tabchain-link:'.padEnd(40_000, 'A'), 'LINK_TEXT_MALFORMED'],
])('%s is named', async (_, input, code) => {
  expect(await codeOf(input)).toBe(code)
})

test('a small text does not unpack to a large message', async () => {
  const bomb = await deflate(new Uint8Array(50 * MAX_HAND_MESSAGE_BYTES))
  expect(bomb.length).toBeLessThan(MAX_HAND_MESSAGE_BYTES)
  expect(await codeOf(frameText(bomb))).toBe('LINK_TEXT_MALFORMED')
})

test('random content is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async bytes => {
      expect(await codeOf(frameText(await deflate(bytes)))).toBe('LINK_TEXT_MALFORMED')
    }),
  )
})

test('a QR code carries no more than its share', () => {
  const longest = Math.max(...frameChunks(new Uint8Array(5_000)).map(chunk => chunk.length))
  expect(longest).toBeLessThanOrEqual('TABCHAIN:ABCD:99/99:'.length + Math.ceil((HAND_CHUNK_BYTES * 8) / 5))
})

const CHROMIUM = `v=0
o=- 4612 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
a=extmap-allow-mixed
a=msid-semantic: WMS
m=application 52061 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 192.168.1.7
a=candidate:1467250027 1 udp 2122260223 192.168.1.7 52061 typ host generation 0 network-id 1
a=candidate:1467250028 1 udp 2122194687 2001:db8::1f 52062 typ host generation 0 network-id 2
a=candidate:842163049 1 udp 1686052607 203.0.113.9 52061 typ srflx raddr 0.0.0.0 rport 0 generation 0
a=candidate:1 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active generation 0
a=ice-ufrag:Ab3+
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=ice-options:trickle
a=fingerprint:sha-256 ${'0A:'.repeat(31)}FF
a=setup:actpass
a=mid:0
a=sctp-port:5000
a=max-message-size:262144
`

test('what a browser describes is taken without what every description has', () => {
  const read = describe(CHROMIUM)
  expect(read).toMatchObject({
    value: {
      ufrag: 'Ab3+',
      candidates: [
        { kind: 'host', address: '192.168.1.7', port: 52_061 },
        { kind: 'host', address: '2001:db8::1f', port: 52_062 },
        { kind: 'srflx', address: '203.0.113.9', port: 52_061 },
      ],
    },
  })
})

test('a description that was built again says the same', async () => {
  const first = describe(CHROMIUM)
  if (!first.ok) throw new Error(first.error.message)
  const sent = await signHandOffer(ana, { ...fields, description: first.value })
  const read = await readHandMessage(frameText(sent.content))
  if (!read.ok) throw new Error(read.error.message)
  const again = describe(sdpOf(read.value.description, 'offer'))
  expect(again).toMatchObject({ value: { ufrag: first.value.ufrag, fingerprint: first.value.fingerprint } })
  expect(again.ok && again.value.candidates.map(({ address }) => address)).toEqual([
    '192.168.1.7',
    '2001:db8:0:0:0:0:0:1f',
    '203.0.113.9',
  ])
})

test('a line break or a foreign line gets into no description', async () => {
  for (const ufrag of ['Ab3+\r\na=x', 'A b3', '']) {
    const sent = await signHandOffer(ana, { ...fields, description: { ...description, ufrag } })
    expect(await codeOf(frameText(sent.content))).toBe('LINK_TEXT_MALFORMED')
  }
})
