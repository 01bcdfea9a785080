import { expect, test } from 'vitest'
import { FAILURES, RULES } from '#chain/rules.ts'
import { WIRE_RULES } from '#network/network.ts'
import { VERDICTS } from '#network/verdicts.ts'
import { ATTACK_GROUPS } from '../attack.ts'
import { ATTACKS } from './registry.ts'

/** The promised attacks, in the order in which they were promised. */
const PROMISED = [
  ['overspend', 'overspend-block'],
  ['zero-amount', 'negative-amount'],
  ['double-spend'],
  ['forged-signature', 'forged-stem', 'malleable-signature'],
  ['replay', 'replay-elsewhere'],
  ['nonce-gap', 'nonce-gap-block', 'nonce-reuse', 'full-pool'],
  ['non-canonical'],
  ['marked-memo'],
  ['no-work'],
  ['wrong-difficulty'],
  ['wrong-state-root'],
  ['wrong-reward'],
  ['future-block'],
  ['time-warp'],
  ['oversized-block'],
  ['longer-but-lighter', 'fork-ping-pong'],
  ['withheld-blocks', 'idle-rewrite', 'withheld-body', 'many-lists'],
  ['deep-reorganisation'],
  ['double-signing', 'evidence-squat'],
  ['vrf-other-slot'],
  ['out-of-turn', 'removed-authority'],
  ['silent-authority'],
  ['gas-burner', 'contract-escape'],
  ['hostile-values'],
  ['journal-bomb', 'dear-host-work'],
  ['wrong-file-blocks'],
  ['false-provider', 'false-copies'],
  ['false-news'],
  ['header-spam'],
  ['junk-messages', 'junk-ids'],
  ['stalled-streams'],
  ['poisoned-peers'],
]

/** Codes of the mempool and of fork choice, which are not rules of a block. */
const POLICIES = [
  'POOL_BALANCE',
  'POOL_NONCE_FAR',
  'POOL_NONCE_USED',
  'POOL_REPLACEMENT_FEE',
  'POOL_SENDER_FULL',
  'BODY_MISSING',
  'CHAIN_LIGHTER',
  'EVIDENCE',
  'FILE_UNAVAILABLE',
  'NEWS_UNKNOWN',
]

test('every promised attack exists once, and there is no other', () => {
  expect(ATTACKS.map(({ name }) => name).sort()).toEqual(PROMISED.flat().sort())
})

test('attacks are in the order of their groups, and no group is empty', () => {
  const places = ATTACKS.map(({ group }) => ATTACK_GROUPS.indexOf(group))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(new Set(places).size).toBe(ATTACK_GROUPS.length)
})

test.each(ATTACKS)(
  '$name describes in one sentence each what it does and what results',
  ({ what, outcome, engines }) => {
    for (const sentence of [what, outcome]) expect(sentence).toMatch(/^[A-Z].{20,160}\.$/)
    expect(engines.length).toBeGreaterThan(0)
  },
)

test.each(ATTACKS)(
  '$name expects an existing rule, with the penalty of that rule',
  ({ expects: { rule, or = [], verdict, cutOff } }) => {
    const known: readonly string[] = [...RULES, ...WIRE_RULES, ...FAILURES, ...POLICIES, '']
    for (const code of [rule, ...or]) expect(known).toContain(code)
    if (!Object.hasOwn(VERDICTS, rule)) return
    const { verdict: usual, penalty } = VERDICTS[rule as keyof typeof VERDICTS]
    expect(verdict).toBe(usual)
    expect(cutOff).toBe(penalty > 0)
  },
)
