import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { ATTRIBUTE } from '../stun/attributes.ts'
import { STUN_LIMITS } from '../stun/limits.ts'
import { encodeMessage } from '../stun/message.ts'
import { createResponder, type StunClient } from '../stun/responder.ts'
import { keyOf, REALM } from './credentials.ts'
import { Relay } from './relay.ts'
import { isRelayed } from './relayed-address.ts'

let relay: Relay | undefined
afterEach(() => relay?.close())

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map(array => Buffer.from(array))
const attribute = fc.record({
  type: fc.constantFrom(...Object.values(ATTRIBUTE).filter(type => type !== 0x0008 && type !== 0x8028)),
  value: bytes(24),
})
const content = fc.record({
  kind: fc.constantFrom('request', 'indication', 'success', 'error'),
  method: fc.integer({ min: 0, max: 12 }),
  transactionId: fc.uint8Array({ minLength: 12, maxLength: 12 }).map(array => Buffer.from(array)),
  attributes: fc.array(attribute, { maxLength: 6 }),
})

test('no packet makes the relay throw, proven or not, and none is answered to another client', () => {
  relay = new Relay({ tabBytes: 1e9, allBytes: 1e9 })
  const { username, credential } = relay.issueCredentials()
  const key = keyOf(username, credential)
  const limits = {
    ...STUN_LIMITS,
    addressRequests: { burst: 1e9, perSecond: 0 },
    requests: { burst: 1e9, perSecond: 0 },
  }
  const respond = createResponder({ binding: true, relay, limits })
  let asked = ''
  const client = (id: string): StunClient => ({
    id,
    source: { address: '127.0.0.1', port: 1_000 },
    send: () => expect(asked).toBe(id),
  })

  const proof = [
    { type: ATTRIBUTE.username, value: Buffer.from(username) },
    { type: ATTRIBUTE.realm, value: Buffer.from(REALM) },
  ]
  const packet = fc.oneof(
    bytes(200),
    content.map(message => encodeMessage(message)),
    content.map(message => encodeMessage({ ...message, attributes: [...message.attributes, ...proof] }, key)),
    fc.tuple(fc.integer({ min: 0x4000, max: 0x4fff }), bytes(60)).map(([channel, data]) => {
      const head = Buffer.alloc(2)
      head.writeUInt16BE(channel)
      return Buffer.concat([head, data])
    }),
  )
  fc.assert(
    fc.property(packet, fc.constantFrom('a', 'b'), (input, id) => {
      asked = id
      respond(input, client(id))
    }),
    { numRuns: 2_000 },
  )
})

test('only one address is the relay’s own', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(65_535), (address, port) => {
      expect(isRelayed({ address, port })).toBe(address === '192.0.0.8')
    }),
  )
})
