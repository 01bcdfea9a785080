import { expect, test } from 'vitest'
import { testPeer } from '#testing/test-peer.ts'
import { harmless, ignored, refused } from './attack.ts'
import { byLanding, verdictOf } from './judge.ts'
import type { PeerReport } from './lab-network.ts'
import type { Sighting } from './wire/lab-protocol.ts'

const report = (parts: Partial<PeerReport>): PeerReport => ({
  ...{ peerId: testPeer('alice'), height: 1, tip: '', stateRoot: '', address: '', links: [], known: 0 },
  ...{ sightings: [], standings: [], landings: [], arrivals: [], files: [] },
  ...parts,
})
const seen = (verdict: Sighting['verdict'], rule: string, parts: Partial<Sighting> = {}): Sighting => ({
  ...{ peerId: 'mallory', id: '', verdict, rule, message: `about ${rule}`, count: 1 },
  ...parts,
})
const standing = (cutOff: boolean, received = 3) => [
  { peerId: 'mallory', score: -60, cutOff, linked: !cutOff, received },
]
const mallory = { peerId: 'mallory', gossips: true }

test('an attack holds if the rule, the verdict and the disconnect are as expected', () => {
  const sightings = [seen('valid', ''), seen('invalid', 'TX_SIGNATURE')]
  const judged = report({ sightings, standings: standing(true) })
  expect(verdictOf(judged, mallory, {}, refused('TX_SIGNATURE'))).toEqual({
    peerId: 'alice',
    verdict: 'invalid',
    rule: 'TX_SIGNATURE',
    message: 'about TX_SIGNATURE',
    cutOff: true,
    score: -60,
    ok: true,
  })
})

test.each([
  ['another rule', [seen('invalid', 'TX_SCHEMA')], true, 'TX_SCHEMA'],
  ['taken as valid', [seen('valid', '')], true, ''],
  ['still linked', [seen('invalid', 'TX_SIGNATURE')], false, 'TX_SIGNATURE'],
  ['nothing seen', [], true, ''],
  ['somebody else’s', [seen('invalid', 'TX_SIGNATURE', { peerId: 'bob' })], true, ''],
])('not held: %s', (_, sightings, cutOff, rule) => {
  const judged = report({ sightings, standings: standing(cutOff) })
  expect(verdictOf(judged, mallory, {}, refused('TX_SIGNATURE'))).toMatchObject({ ok: false, rule })
})

test('a tab without a sighting let the attack pass, unless nothing reached it', () => {
  const expected = refused('WIRE_MALFORMED')
  const verdictWhen = (received: number, gossips: boolean) =>
    verdictOf(report({ standings: standing(false, received) }), { ...mallory, gossips }, {}, expected)
  expect(verdictWhen(16, true)).toMatchObject({ verdict: 'none', ok: false })
  expect(verdictWhen(0, true)).toMatchObject({ verdict: 'unreached', ok: false })
  const arrivals = [{ id: 'ab', agoMs: 5 }]
  const passedOn = report({ standings: standing(false, 0), arrivals })
  expect(verdictOf(passedOn, mallory, { ids: ['ab'] }, expected).verdict).toBe('none')
  expect(verdictOf(passedOn, mallory, { ids: ['cd'] }, expected).verdict).toBe('unreached')
  // other messages than gossip are not counted
  expect(verdictWhen(0, false)).toMatchObject({ verdict: 'none', ok: false })
  const judged = report({ sightings: [seen('invalid', 'WIRE_MALFORMED')], standings: standing(true, 0) })
  expect(verdictOf(judged, mallory, {}, expected)).toMatchObject({ verdict: 'invalid', ok: true })
})

test('a disconnect where no rule asks for one is not as expected', () => {
  const judged = report({ sightings: [seen('unchecked', 'POOL_BALANCE')], standings: standing(true) })
  expect(verdictOf(judged, mallory, {}, ignored('POOL_BALANCE')).ok).toBe(false)
})

test('a sighting from any peer counts by its id, and so does an alternative rule', () => {
  const sightings = [seen('unchecked', 'POOL_NONCE_USED', { peerId: 'bob', id: 'ab' })]
  const expected = { ...ignored('POOL_REPLACEMENT_FEE'), or: ['POOL_NONCE_USED'] }
  expect(verdictOf(report({ sightings }), mallory, { ids: ['ab'] }, expected).ok).toBe(true)
  expect(verdictOf(report({ sightings }), mallory, {}, expected).ok).toBe(false)
})

test('a deed with a judge of its own uses it; a landing is applied, failed or missing', () => {
  const judge = byLanding('ab')
  const landing = { id: 'ab', height: 3, applied: false, code: 'OUT_OF_GAS' }
  expect(judge(report({}))).toBeUndefined()
  expect(judge(report({ landings: [landing] }))).toEqual({ verdict: 'failed', rule: 'OUT_OF_GAS' })
  const applied = report({ landings: [{ ...landing, applied: true, code: '' }] })
  expect(verdictOf(applied, mallory, { judge }, harmless('valid')).ok).toBe(true)
})
