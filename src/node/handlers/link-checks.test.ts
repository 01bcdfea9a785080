import { expect, test } from 'vitest'
import type { DialTrouble } from '#network/network.ts'
import { testPeer } from '#testing/test-peer.ts'
import { type LinkFacts, linkChecks } from './link-checks.ts'

const report = { servers: [], hidesAddresses: true, localNetwork: 'unknown' } as const
const facts = (changed: Partial<LinkFacts>): LinkFacts => ({
  signaling: 'online',
  peers: [],
  reach: { others: 0, trouble: undefined },
  report,
  ...changed,
})
const trouble = (code: DialTrouble['code'], message: string) => ({
  others: 1,
  trouble: { peerId: testPeer('p'), code, message },
})
const linked = { state: 'connected', relayed: false } as const
const stun = { url: 'stun:s:1', works: true }
const turn = { url: 'turn:s:1', works: true }
const refused = { url: 'turn:s:1', works: false, code: 401, text: 'Unauthorized' }

/** Checks that do not pass, with their details. */
const failing = (changed: Partial<LinkFacts>) =>
  linkChecks(facts(changed))
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name}: ${detail}`)

test('with a link and all servers nothing fails', () => {
  expect(failing({ peers: [linked], report: { ...report, servers: [stun, turn] } })).toEqual([])
})

test('a tab that is alone may invite someone, one that knows others need not', () => {
  expect(failing({})).toEqual([expect.stringMatching(/^Peers: .*invite/)])
  const knowing = failing({ reach: { others: 2, trouble: undefined } }).join()
  expect(knowing).toMatch(/knows 2 other tabs/)
  expect(knowing).not.toMatch(/invite/)
})

test.each([
  ['signaling', { signaling: 'offline' }, /^Introductions: .*does not answer/],
  ['an unknown list', { report: undefined }, /^STUN: .*has not answered/],
  [
    'STUN',
    { report: { ...report, servers: [{ ...stun, works: false, code: 701 }] } },
    /^STUN: stun:s:1 failed \(701\).*UDP/,
  ],
  [
    'no STUN where names are hidden',
    { reach: trouble('DIAL_NAMES', 'its names') },
    /^STUN: no STUN server is named.*\.local/,
  ],
  ['TURN', { report: { ...report, servers: [stun, refused] } }, /^Relay: turn:s:1 failed \(401 Unauth/],
  ['no relay where it is needed', { reach: trouble('DIAL_BLOCKED', 'nothing passes') }, /^Relay: .*--relay/],
  ['a data channel', { reach: trouble('DIAL_BLOCKED', 'nothing passes') }, /^Peers: .*data channel: nothing/],
  ['a handshake', { reach: trouble('PEER_REFUSED', 'another network') }, /^Peers: .*handshake: another/],
  ['an ICE server', { reach: trouble('ICE_SERVER', 'TURN refused') }, /^Peers: .*STUN or TURN server: TURN/],
  ['the permission', { report: { ...report, localNetwork: 'denied' } }, /^Local network: .*allow/],
] satisfies [string, Partial<LinkFacts>, RegExp][])(
  'it names the leg that fails: %s',
  (_, changed, expected) => {
    expect(failing(changed)).toContainEqual(expect.stringMatching(expected))
  },
)

test('relayed links are counted', () => {
  const [peers] = linkChecks(facts({ peers: [linked, { ...linked, relayed: true }] })).slice(-1)
  expect(peers).toEqual({ name: 'Peers', ok: true, detail: '2 connected, 1 through a relay' })
})
