import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import { decodeAccount } from '#chain/state/account.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import type { State } from '#chain/state/state.ts'
import { known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { type Act, LEDGER_FEE, StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { amountIn, latestOf } from './amount-steps.ts'
import { bondOfEntry } from './bond-queue.ts'
import { isForfeited } from './release-bonds.ts'
import { readStaker, readStakes, stakerOfEntry } from './stakes.ts'

const people = [0, 1, 2, 3, 4].map(testAccount)
const UNITS = 1_000_000n

const params = stakeNetwork({
  stakes: people.slice(0, 3).map(account => [account, 20n] as const),
  rich: people,
  parameters: { epochSlots: 4, unbondingEpochs: 3, minStake: UNITS as Amount, burnPercent: 37 },
})

const person = fc.nat({ max: people.length - 1 })
const amount = fc.bigInt({ min: 1n, max: 30n * UNITS })
const act = fc.oneof(
  fc.record({ kind: fc.constantFrom('stake', 'unstake'), by: person, amount }),
  fc.record({ kind: fc.constant('evidence'), by: person, against: person, ago: fc.nat({ max: 12 }) }),
)
const script = fc.array(
  fc.record({ gap: fc.oneof(fc.constant(1), fc.nat({ max: 20 })), acts: fc.array(act, { maxLength: 4 }) }),
  { minLength: 1, maxLength: 25 },
)
type Planned = typeof act extends fc.Arbitrary<infer T> ? T : never

const actOf = (ledger: StakeLedger, slot: number, planned: Planned): Act => {
  const by = known(people[planned.by], 'person')
  if (!('against' in planned)) return [by, { kind: planned.kind, amount: planned.amount } as never]
  const against = known(people[planned.against], 'person')
  return [by, ledger.evidence(against, Math.max(0, slot - planned.ago))]
}

/** All coins in accounts, stakes and bonds. */
function coinsIn(state: State): bigint {
  let sum = 0n
  for (const [key, value] of state.entries()) {
    if (key.startsWith(KEY_SPACE.account)) sum += decodeAccount(value).balance
    const staker = stakerOfEntry(key, value)?.[1]
    if (staker) sum += latestOf(staker.staked) + staker.unbonding
  }
  return sum
}

/** All entries of the state of one kind. */
const all = <T>(state: State, read: (key: string, value: Uint8Array) => T | undefined): T[] =>
  [...state.entries()].flatMap(([key, value]) => read(key, value) ?? [])

/** Every stake counts in the total, in each decided epoch; what waits is in the queue. */
function expectSums({ state }: StakeLedger, epoch: number): void {
  const stakers = all(state, (key, value) => stakerOfEntry(key, value)?.[1])
  const { total } = readStakes(state)
  for (const later of [epoch, epoch + 1, epoch + 2]) {
    const sum = stakers.reduce((sum, { staked }) => sum + amountIn(staked, later), 0n)
    expect(amountIn(total, later)).toBe(sum)
  }

  const bonds = all(state, (key, value) => {
    const bond = bondOfEntry(key, value)
    return bond && { index: bond[0], ...bond[1] }
  })
  for (const { address } of people) {
    const staker = readStaker(state, address)
    const waiting = bonds.filter(bond => bytesEqual(bond.staker, address) && !isForfeited(staker, bond.index))
    expect(waiting.reduce((sum, { amount }) => sum + amount, 0n)).toBe(staker.unbonding)

    // one for each epoch, and the latest is known
    const own = bonds.filter(bond => bytesEqual(bond.staker, address)).toSorted((a, b) => a.index - b.index)
    expect(new Set(own.map(bond => bond.epoch)).size).toBe(own.length)
    expect(own.at(-1)?.index).toBe(staker.bond)
  }
  // the network can continue, now or when a new stake counts
  expect(latestOf(total) > 0n).toBe(true)
}

test('whatever is staked, taken out and slashed: sums hold, no coin appears, and all of it is undone', () => {
  let slashes = 0
  fc.assert(
    fc.property(script, blocks => {
      const ledger = new StakeLedger(params)
      let [slot, expected] = [0, coinsIn(ledger.state)]
      for (const { gap, acts } of blocks) {
        slot += Math.max(1, gap)
        const receipts = ledger.block(slot, ...acts.map(planned => actOf(ledger, slot, planned)))
        for (const { events } of receipts) {
          for (const { name, data } of events) {
            if (name !== 'slashed') continue
            slashes++
            expected -= BigInt(known(data[1], 'what burned'))
          }
        }
        expected += params.emission.reward
        expect(coinsIn(ledger.state)).toBe(expected)
        expect(receipts.every(({ fee }) => fee === LEDGER_FEE)).toBe(true)
        expectSums(ledger, ledger.slots.epochOf(slot))
      }
      for (let height = ledger.height; height > 0; height--) expect(ledger.undo()).toBe(true)
    }),
    { numRuns: effort(60, 2_000) },
  )
  expect(slashes).toBeGreaterThan(0)
})
