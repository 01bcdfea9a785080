import { expect, test } from 'vitest'
import { type Candidate, readCandidates } from './candidates.ts'
import { type DialFacts, dialReason, type IceServerError } from './dial-reason.ts'

const name: Candidate = { type: 'host', isName: true }
const host: Candidate = { type: 'host', isName: false }
const srflx: Candidate = { type: 'srflx', isName: false }
const relay: Candidate = { type: 'relay', isName: false }

const stunAway: IceServerError = { url: 'stun:s:1', code: 701, text: 'STUN host lookup received error.' }
const turnRefused: IceServerError = { url: 'turn:t:1?transport=udp', code: 401, text: 'Unauthorized' }
const turnAway: IceServerError = { url: 'turn:t:1?transport=udp', code: 701, text: '' }

const failed = (facts: Partial<DialFacts>): DialFacts => ({
  answered: true,
  passed: false,
  local: [name],
  remote: [name],
  pairs: 0,
  servers: [],
  serverErrors: [],
  gathering: false,
  localNetworkDenied: false,
  ...facts,
})

test.each<[string, Partial<DialFacts>, string, RegExp]>([
  ['no answer', { answered: false, remote: [] }, 'DIAL_TIMEOUT', /did not answer the introduction/],
  ['no answer, and no server', { answered: false, serverErrors: [stunAway] }, 'DIAL_TIMEOUT', /introduction/],
  ['an answer without addresses', { remote: [] }, 'DIAL_TIMEOUT', /did not send any address/],
  ['packets pass, the channel stays shut', { passed: true, pairs: 1 }, 'DIAL_TIMEOUT', /no data channel/],
  ['only names, none resolved', {}, 'DIAL_NAMES', /does not resolve/],
  ['only names, own address public', { local: [name, srflx] }, 'DIAL_NAMES', /does not resolve/],
  ['names that resolved', { pairs: 2 }, 'DIAL_BLOCKED', /2 ways tried/],
  ['known addresses', { local: [host, srflx], remote: [host], pairs: 4 }, 'DIAL_BLOCKED', /4 ways tried/],
  ['one known address beside a name', { remote: [name, srflx], pairs: 1 }, 'DIAL_BLOCKED', /1 ways/],
  ['a known address, no pair yet', { remote: [srflx] }, 'DIAL_BLOCKED', /0 ways tried/],
  ['no permission', { localNetworkDenied: true, pairs: 1 }, 'LOCAL_NETWORK_DENIED', /local network/],
  ['STUN away', { serverErrors: [stunAway] }, 'ICE_SERVER', /STUN server stun:s:1 did not answer \(701 STUN/],
  ['STUN silent', { servers: ['stun:s:1'], gathering: true }, 'ICE_SERVER', /stun:s:1 did not answer/],
  [
    'one of two TURN servers silent',
    { local: [relay], servers: ['turn:t:1'], gathering: true },
    'DIAL_NAMES',
    /./,
  ],
  ['one of two STUN servers away', { local: [name, srflx], serverErrors: [stunAway] }, 'DIAL_NAMES', /./],
  [
    'TURN refused, with its code, although STUN works',
    { local: [name, srflx], remote: [srflx], pairs: 2, serverErrors: [turnRefused] },
    'ICE_SERVER',
    /TURN server turn:t:1\?transport=udp refused \(401 Unauthorized\)/,
  ],
  [
    'both away',
    { serverErrors: [stunAway, turnAway] },
    'ICE_SERVER',
    /TURN server .* did not answer \(701\)/,
  ],
  [
    'TURN over UDP away, over TCP it works',
    { local: [relay], remote: [srflx], pairs: 1, serverErrors: [turnAway, stunAway] },
    'DIAL_BLOCKED',
    /1 ways tried/,
  ],
])('%s', (_, facts, code, message) => {
  const reason = dialReason(failed(facts))
  expect(reason.code).toBe(code)
  expect(reason.message).toMatch(message)
})

test('the candidates of a description are read, without those for TCP', () => {
  const sdp = [
    'v=0',
    'a=candidate:1 1 udp 2113937151 5c6f1b0e-0b0e-4b0e-8b0e-0b0e4b0e8b0e.local 54321 typ host generation 0',
    'a=candidate:2 1 UDP 1677732095 203.0.113.7 54321 typ srflx raddr 0.0.0.0 rport 0',
    'a=candidate:3 1 udp 41885439 2001:db8::1 49153 typ relay raddr 203.0.113.7 rport 54321',
    'a=candidate:4 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active',
    'a=end-of-candidates',
  ].join('\r\n')
  expect(readCandidates(sdp)).toEqual([name, srflx, relay])
  expect(readCandidates(undefined)).toEqual([])
})
