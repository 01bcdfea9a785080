import { expect, test } from 'vitest'
import { RULES } from '#chain/rules.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testPeer } from '#testing/test-peer.ts'
import { BAN_SCORE, DISCONNECT_SCORE, MAX_SCORES, SCORE_HALF_LIFE_MS } from './limits.ts'
import { WIRE_RULES } from './network.ts'
import { PeerScores } from './scoring.ts'
import { VERDICTS } from './verdicts.ts'

test('penalties add up to a closed link and then to a ban', () => {
  const scores = new PeerScores(createFakeClock())
  expect([scores.penalise(testPeer('p'), 20), scores.penalise(testPeer('p'), 20)]).toEqual(['fine', 'fine'])
  expect(scores.penalise(testPeer('p'), 20)).toBe('disconnect')
  expect(scores.penalise(testPeer('p'), 40)).toBe('ban')
  expect(scores.score(testPeer('p'))).toBeLessThanOrEqual(BAN_SCORE)
  expect(scores.score(testPeer('other'))).toBe(0)
})

test('time heals: half of it per half-life, all of it at last', async () => {
  const clock = createFakeClock()
  const scores = new PeerScores(clock)
  scores.penalise(testPeer('p'), 40)
  await clock.advance(SCORE_HALF_LIFE_MS)
  expect(scores.score(testPeer('p'))).toBeCloseTo(-20)
  expect(scores.penalise(testPeer('p'), 20)).toBe('fine')
  await clock.advance(10 * SCORE_HALF_LIFE_MS)
  expect(scores.score(testPeer('p'))).toBe(0)
})

test('whose link was closed is not back with the next tick, but in five minutes', async () => {
  const clock = createFakeClock()
  const scores = new PeerScores(clock)
  scores.penalise(testPeer('p'), 20)
  expect(scores.isUnwelcome(testPeer('p'))).toBe(false)
  expect(scores.penalise(testPeer('p'), 30)).toBe('disconnect')
  await clock.advance(1)
  expect(scores.score(testPeer('p'))).toBeGreaterThan(DISCONNECT_SCORE)
  expect(scores.isUnwelcome(testPeer('p'))).toBe(true)

  // what it does meanwhile does not help it
  scores.penalise(testPeer('p'), 5)
  await clock.advance(240_000)
  expect(scores.isUnwelcome(testPeer('p'))).toBe(true)
  await clock.advance(180_000)
  expect(scores.isUnwelcome(testPeer('p'))).toBe(false)
  expect(scores.isUnwelcome(testPeer('other'))).toBe(false)
})

test('only so many scores are remembered, the worst ones', () => {
  const scores = new PeerScores(createFakeClock())
  scores.penalise(testPeer('worst'), 60)
  for (let i = 0; i < 2 * MAX_SCORES; i++) scores.penalise(testPeer(`p${i}`), 1)
  expect(scores.score(testPeer('worst'))).toBe(-60)
  expect(scores.score(testPeer('p0'))).toBe(0)
})

test('what an honest peer with another tip or clock sends costs nothing and is not called invalid', () => {
  const honest = [
    'TX_NONCE_OLD',
    'TX_NONCE_GAP',
    'TX_BALANCE',
    'HEADER_PARENT_UNKNOWN',
    'HEADER_TIMESTAMP_FUTURE',
    'HEADER_BELOW_FINALITY',
  ] as const
  for (const code of honest) expect(VERDICTS[code]).toEqual({ verdict: 'unchecked', penalty: 0 })
})

test('every rule has a price, and the unchecked are free', () => {
  expect(Object.keys(VERDICTS).sort()).toEqual([...RULES, ...WIRE_RULES].sort())
  for (const { verdict, penalty } of Object.values(VERDICTS)) {
    expect(penalty).toBeGreaterThanOrEqual(0)
    if (verdict === 'unchecked') expect(penalty).toBe(0)
  }
  expect(VERDICTS.SEAL_WORK.penalty).toBe(-BAN_SCORE)
  expect(VERDICTS.BLOCK_TX_ROOT.penalty).toBe(-DISCONNECT_SCORE)
})
