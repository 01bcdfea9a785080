import { expect, test } from 'vitest'
import { linkWords } from './link-words.ts'

const apart = (code: string, message = 'this and that') =>
  ({ signaling: 'online', peers: 0, others: 2, trouble: { code, message } }) as const

test('a tab with a link, or without any other tab, has no trouble', () => {
  expect(linkWords(undefined)).toBeUndefined()
  expect(linkWords({ ...apart('DIAL_BLOCKED'), peers: 1 })).toBeUndefined()
  expect(linkWords({ ...apart('DIAL_BLOCKED'), others: 0 })).toBeUndefined()
  expect(linkWords({ signaling: 'online', peers: 0, others: 1 })).toBeUndefined()
})

test.each([
  ['DIAL_NAMES', /hides the tabs/, /--relay/],
  ['LOCAL_NETWORK_DENIED', /local network/, /Allow/],
  ['DIAL_BLOCKED', /nothing pass/, /--relay/],
  ['DIAL_TIMEOUT', /do not answer/, /this and that/],
  ['ICE_SERVER', /STUN or TURN/, /this and that.*UDP/],
  ['PEER_REFUSED', /handshake/, /this and that/],
])('%s names what fails and what to do', (code, title, text) => {
  const words = linkWords(apart(code))
  expect(words?.title).toMatch(title)
  expect(words?.text).toMatch(text)
  expect(words?.text).not.toMatch(/invite/i)
})

test('without the signaling server nothing else matters', () => {
  expect(linkWords({ ...apart('DIAL_BLOCKED'), signaling: 'offline' })?.title).toMatch(/signaling/)
})
