import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { STUN_LIMITS } from './limits.ts'
import { encodeMessage, METHOD } from './message.ts'
import { createResponder } from './responder.ts'

const request = () =>
  encodeMessage({
    kind: 'request',
    method: METHOD.binding,
    transactionId: randomBytes(12),
    attributes: [],
  })

/** How many of `times` requests of each address are answered. */
function answers(limits: Partial<typeof STUN_LIMITS>, times: number, ...addresses: string[]): number[] {
  const respond = createResponder({ binding: true, relay: undefined, limits: { ...STUN_LIMITS, ...limits } })
  return addresses.map(address => {
    let answered = 0
    for (let i = 0; i < times; i++)
      respond(request(), { id: `${i}`, source: { address, port: 1 + i }, send: () => answered++ })
    return answered
  })
}

test('an address that asks too often is not answered, whichever its port', () => {
  const limits = { addressRequests: { burst: 3, perSecond: 0 } }
  expect(answers(limits, 5, '192.0.2.1', '192.0.2.2')).toEqual([3, 3])
  expect(answers(limits, 5, '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1')).toEqual([3, 0, 3])
})

test('all addresses together are limited', () => {
  expect(answers({ requests: { burst: 4, perSecond: 0 } }, 3, '192.0.2.1', '192.0.2.2')).toEqual([3, 1])
})

test('a class that opens the page in the same minute is answered', () => {
  expect(answers({}, 30 * 16 * 15, '192.0.2.1')).toEqual([30 * 16 * 15])
})
