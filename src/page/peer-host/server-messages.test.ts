import type { Peer } from 'peerjs'
import { expect, test } from 'vitest'
import { LINK_LABEL } from '#network/link-messages.ts'
import { filterServerMessages } from './server-messages.ts'

/** A PeerJS peer that has one live connection, `c1` with `alice`. */
function filtered(accepts = true) {
  const passed: unknown[] = []
  const expired: string[] = []
  const challenges: string[] = []
  const peer = {
    _handleMessage: (message: unknown) => passed.push(message),
    getConnection: (peerId: string, id: string) =>
      peerId === 'alice' && id === 'c1' ? { peerConnection: {} } : null,
  }
  let beats = 0
  filterServerMessages(peer as unknown as Peer, {
    accepts: () => accepts,
    onExpired: id => expired.push(id),
    onHeartbeat: () => beats++,
    onChallenge: nonce => challenges.push(nonce),
  })
  const receive = (message: unknown) => peer._handleMessage(message)
  return { passed, expired, challenges, beats: () => beats, receive }
}

const offer = (payload: Record<string, unknown> = {}) => ({
  type: 'OFFER',
  src: 'bob',
  payload: {
    type: 'data',
    serialization: 'raw',
    label: LINK_LABEL,
    reliable: true,
    connectionId: 'c2',
    sdp: { type: 'offer', sdp: 'v=0' },
    ...payload,
  },
})

test('messages that PeerJS needs pass', () => {
  const { passed, receive } = filtered()
  const messages = [
    { type: 'OPEN' },
    { type: 'ID-TAKEN', payload: { msg: 'ID is taken' } },
    { type: 'ERROR', payload: { msg: 'full' } },
    offer(),
    { type: 'ANSWER', src: 'alice', payload: { connectionId: 'c1', sdp: {} } },
    { type: 'CANDIDATE', src: 'alice', payload: { connectionId: 'c1', candidate: {} } },
  ]
  for (const message of messages) receive(message)
  expect(passed).toEqual(messages)
})

test('a LEAVE closes no link, an EXPIRE fails the dial instead of raising an error', () => {
  const { passed, expired, receive } = filtered()
  receive({ type: 'LEAVE', src: 'alice' })
  receive({ type: 'EXPIRE', src: 'carol' })
  expect(passed).toEqual([])
  expect(expired).toEqual(['carol'])
})

test('an answer to a heartbeat is a sign of life, and nothing for PeerJS', () => {
  const { passed, beats, receive } = filtered()
  receive({ type: 'HEARTBEAT' })
  expect([passed, beats()]).toEqual([[], 1])
})

test.each([
  ['with another serialization', offer({ serialization: 'binary' })],
  ['with a serialization on the prototype', offer({ serialization: 'constructor' })],
  ['for a call', offer({ type: 'media' })],
  ['that is not reliable', offer({ reliable: false })],
  ['of another application', offer({ label: 'chat' })],
  ['without SDP', offer({ sdp: undefined })],
  ['with an answer instead of SDP', offer({ sdp: { type: 'answer', sdp: 'v=0' } })],
  ['with a huge SDP', offer({ sdp: { type: 'offer', sdp: 'x'.repeat(70_000) } })],
  ['without a connection', offer({ connectionId: undefined })],
  ['without payload', { type: 'OFFER', src: 'bob' }],
  ['with the id of a live link', { ...offer({ connectionId: 'c1' }), src: 'alice' }],
])('an offer %s is dropped', (_, message) => {
  const { passed, receive } = filtered()
  receive(message)
  expect(passed).toEqual([])
})

test('an offer that the node refuses costs nothing', () => {
  const { passed, receive } = filtered(false)
  receive(offer())
  expect(passed).toEqual([])
})

test.each([
  [
    'candidates without a connection',
    { type: 'CANDIDATE', src: 'alice', payload: { connectionId: 'c9', candidate: {} } },
  ],
  [
    'an answer from another peer',
    { type: 'ANSWER', src: 'mallory', payload: { connectionId: 'c1', sdp: {} } },
  ],
  ['a message that is not an object', 'OPEN'],
  ['null', null],
  ['an unknown type', { type: 'HELLO', payload: {} }],
  ['an error without a message', { type: 'ERROR' }],
])('%s: dropped, so that PeerJS neither throws nor keeps it', (_, message) => {
  const { passed, receive } = filtered()
  receive(message)
  expect(passed).toEqual([])
})

test('a challenge is answered by the tab, and PeerJS does not see it', () => {
  const { passed, challenges, receive } = filtered()
  receive({ type: 'CHALLENGE', payload: { nonce: 'n1' } })
  receive({ type: 'CHALLENGE', payload: { nonce: 7 } })
  receive({ type: 'CHALLENGE' })
  expect(challenges).toEqual(['n1'])
  expect(passed).toEqual([])
})
