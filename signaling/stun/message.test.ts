import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ATTRIBUTE, addressAttribute, addressOf, textAttribute, unknownTypes, valueIn } from './attributes.ts'
import { decodeMessage, encodeMessage, METHOD, type MessageContent, type StunMessage } from './message.ts'

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex')
const TRANSACTION = hex('b7e7a701 bc34d686 fa87dfae')
const PASSWORD = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt')

/** The test vectors of RFC 5769, sections 2.1 to 2.4. */
const REQUEST = hex(`
  00010058 2112a442 b7e7a701 bc34d686 fa87dfae
  80220010 5354554e 20746573 7420636c 69656e74
  00240004 6e0001ff 80290008 932ff9b1 51263b36
  00060009 6576746a 3a683676 59202020
  00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
  80280004 e57a3bcf`)
const IPV4_RESPONSE = hex(`
  0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220
  00200008 0001a147 e112a643
  00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
  80280004 c07d4c96`)
const IPV6_RESPONSE = hex(`
  01010048 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220
  00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
  00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
  80280004 c8fb0b4c`)
const LONG_TERM_REQUEST = hex(`
  00010060 2112a442 78ad3433 c6ad72c0 29da412e
  00060012 e3839ee3 8388e383 aae38383 e382af e382b9 0000
  0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 3634 7341
  0014000b 6578616d 706c652e 6f726700
  00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666`)

const decoded = (bytes: Buffer): StunMessage => decodeMessage(bytes) as StunMessage

test('RFC 5769, 2.1: a request with short-term credentials', () => {
  const message = decoded(REQUEST)
  expect(message).toMatchObject({ kind: 'request', method: METHOD.binding, transactionId: TRANSACTION })
  expect(valueIn(message, ATTRIBUTE.username)?.toString()).toBe('evtj:h6vY')
  expect(message.verify?.(PASSWORD)).toBe(true)
  expect(message.verify?.(Buffer.from('another'))).toBe(false)
  // PRIORITY is for ICE; SOFTWARE and ICE-CONTROLLED may be ignored.
  expect(unknownTypes(message)).toEqual([0x0024])
})

test.each([
  ['2.2', IPV4_RESPONSE, '192.0.2.1'],
  ['2.3', IPV6_RESPONSE, '2001:db8:1234:5678:11:2233:4455:6677'],
])('RFC 5769, %s: a response with an address', (_, bytes, address) => {
  const message = decoded(bytes)
  expect(message).toMatchObject({ kind: 'success', method: METHOD.binding, transactionId: TRANSACTION })
  expect(message.verify?.(PASSWORD)).toBe(true)
  const value = valueIn(message, ATTRIBUTE.xorMappedAddress)
  expect(addressOf(value, TRANSACTION)).toEqual({ address, port: 32853 })
  expect(addressAttribute(ATTRIBUTE.xorMappedAddress, { address, port: 32853 }, TRANSACTION).value).toEqual(
    value,
  )
})

test('RFC 5769, 2.4: a request with long-term credentials', () => {
  const message = decoded(LONG_TERM_REQUEST)
  const username = valueIn(message, ATTRIBUTE.username)?.toString()
  expect(username).toBe('マトリックス')
  expect(valueIn(message, ATTRIBUTE.nonce)?.toString()).toBe('f//499k954d6OL34oL9FSTvy64sA')
  const key = createHash('md5').update(`${username}:example.org:TheMatrIX`).digest()
  expect(message.verify?.(key)).toBe(true)
})

test('a changed value makes a message with a fingerprint invalid', () => {
  const values = [
    [4, 20],
    [24, 40],
    [64, 76],
    [80, 100],
    [104, 108],
  ] as const
  for (const [from, to] of values)
    for (let at = from; at < to; at++) {
      const bytes = Buffer.from(REQUEST)
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      expect(decodeMessage(bytes)).toBeUndefined()
    }
})

test('bytes after the fingerprint, a wrong length and the older RFC 3489 are refused', () => {
  const bare = hex('00010000 2112a442 b7e7a701 bc34d686 fa87dfae')
  expect(decodeMessage(bare)).toBeDefined()
  expect(decodeMessage(bare.subarray(0, 19))).toBeUndefined()
  expect(decodeMessage(Buffer.concat([bare, Buffer.alloc(4)]))).toBeUndefined()
  expect(decodeMessage(hex('00010000 2112a443 b7e7a701 bc34d686 fa87dfae'))).toBeUndefined()
  expect(decodeMessage(hex('40010000 2112a442 b7e7a701 bc34d686 fa87dfae'))).toBeUndefined()
  expect(decodeMessage(hex('00010004 2112a442 b7e7a701 bc34d686 fa87dfae 00060001'))).toBeUndefined()

  const more = Buffer.concat([REQUEST, hex('80220000')])
  more.writeUInt16BE(more.length - 20, 2)
  expect(decodeMessage(more)).toBeUndefined()
})

test('attributes after the integrity are not read', () => {
  const key = Buffer.from('key')
  const bytes = encodeMessage(
    { kind: 'request', method: METHOD.allocate, transactionId: TRANSACTION, attributes: [] },
    key,
  )
  const forged = Buffer.concat([bytes.subarray(0, -8), hex('00060004 61646d69')])
  forged.writeUInt16BE(forged.length - 20, 2)
  const message = decoded(forged)
  expect(message.verify?.(key)).toBe(true)
  expect(message.attributes).toEqual([])
})

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map(array => Buffer.from(array))
const transaction = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(array => Buffer.from(array))

test('whatever is encoded is decoded again', () => {
  const content: fc.Arbitrary<MessageContent> = fc.record({
    kind: fc.constantFrom('request', 'indication', 'success', 'error'),
    method: fc.integer({ min: 0, max: 0xfff }),
    transactionId: transaction,
    attributes: fc.array(
      fc.record({
        type: fc.integer({ min: 0, max: 0xffff }).filter(type => type !== 0x0008 && type !== 0x8028),
        value: bytes(40),
      }),
      { maxLength: 5 },
    ),
  })
  fc.assert(
    fc.property(content, fc.option(bytes(30), { nil: undefined }), (message, key) => {
      const { verify, ...rest } = decoded(encodeMessage(message, key))
      expect(rest).toEqual(message)
      expect(verify?.(key as Buffer)).toBe(key ? true : undefined)
    }),
  )
})

test('random and damaged bytes never throw', () => {
  fc.assert(fc.property(bytes(200), input => void decodeMessage(input)))
  const attributes = [
    textAttribute(ATTRIBUTE.username, 'u'.repeat(30)),
    textAttribute(ATTRIBUTE.data, 'data'),
  ]
  const whole = encodeMessage({
    kind: 'indication',
    method: METHOD.send,
    transactionId: TRANSACTION,
    attributes,
  })
  // Without the fingerprint, which would refuse all damage at once.
  const open = Buffer.from(whole.subarray(0, -8))
  open.writeUInt16BE(open.length - 20, 2)
  fc.assert(
    fc.property(fc.nat(open.length - 1), fc.nat(255), fc.nat(open.length), (at, byte, length) => {
      const damaged = Buffer.from(open)
      damaged[at] = byte
      const message = decodeMessage(damaged.subarray(0, length))
      message?.verify?.(PASSWORD)
      if (message) addressOf(valueIn(message, ATTRIBUTE.data), message.transactionId)
    }),
  )
})
