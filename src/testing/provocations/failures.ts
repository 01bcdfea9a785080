import { type Amount, COIN, MAX_AMOUNT } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { CborValue } from '#chain/codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import { MAX_AUTHORITIES, MAX_AUTHORITY_SETS } from '#chain/limits.ts'
import type { FailureCode } from '#chain/rules.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { MAX_AMOUNT_STEPS } from '#consensus/pos/limits.ts'
import { compareBytes } from '#lib/bytes.ts'
import { authorityNetwork } from '../authority-network.ts'
import { type TestAccount, testAccount, testNetwork } from '../chain-builder.ts'
import { deployPayload, invokePayload } from '../contract-world.ts'
import { createFakeContractRuntime } from '../fake-contract-runtime.ts'
import { StakeLedger } from '../stake-ledger.ts'
import { stakeNetwork } from '../stake-network.ts'

/** A transaction that fails in the last of some blocks. */
export interface FailureScenario {
  readonly genesis: GenesisParameters
  readonly contracts?: ContractRuntime
  readonly producers: readonly TestAccount[]
  /** The acts before, one block each; `atMs` after genesis at the earliest. */
  readonly before?: readonly Act[]
  readonly fails: Act
}

export interface Act {
  readonly from: TestAccount
  readonly payload: Payload
  readonly atMs?: number
}

const [alice, bob, carol, rich] = [testAccount(1), testAccount(2), testAccount(3), testAccount(4)]

const act = (from: TestAccount, payload: Payload, atMs?: number): Act => ({
  from,
  payload,
  ...(atMs === undefined ? {} : { atMs }),
})
const pay = (to: TestAccount, amount: bigint): Payload => ({
  kind: 'transfer',
  to: to.address,
  amount: amount as Amount,
  memo: '',
})
const bond = (kind: 'stake' | 'unstake', amount: bigint): Payload => ({ kind, amount: amount as Amount })

const stakes = stakeNetwork({
  stakes: [alice, bob, carol].map(account => [account, 100n] as const),
  rich: [alice, rich],
})
const staking = { genesis: stakes, producers: [alice, bob, carol] }
const ledger = new StakeLedger(stakes)
/** Carol signed slot 1 twice. */
const offence = ledger.evidence(carol, 1)
const noOffence = ledger.engine.evidenceOf(ledger.header(carol, 1, 1), ledger.header(carol, 2, 1))
/** Ten slots of 10 s. */
const EPOCH_MS = 10 * 10_000
/** Evidence counts for three epochs. */
const fourEpochsLater = 5 * EPOCH_MS

const authorities = authorityNetwork({ authorities: [alice, bob], admin: alice, rich: [alice, rich] })
const electing = { genesis: authorities, producers: [alice, bob] }
const change = (action: 'add' | 'remove' | 'admin', { address }: TestAccount): Payload => ({
  kind: 'authority',
  action,
  address,
})

const crowd = Array.from({ length: MAX_AUTHORITIES }, (_, i) => testAccount(100 + i))

/** All coins that can exist are bob's, except those that alice mines. */
const full = testNetwork({
  allocations: [
    [alice.address, COIN as Amount] as const,
    [bob.address, (MAX_AMOUNT - COIN) as Amount] as const,
  ].toSorted(([a], [b]) => compareBytes(a, b)),
})

/** So little that most of it is always used, and the whole fee is paid. */
const gasLimit = 130_000n
/** For calls of an existing contract. */
const callLimit = 165_000n
const coding = {
  genesis: testNetwork({}, [rich]),
  producers: [alice],
  contracts: createFakeContractRuntime(),
  before: [act(rich, deployPayload('Ender'))],
}
const ends = (method: string, args: readonly CborValue[] = [], expected?: Hash) =>
  act(
    rich,
    invokePayload(contractAddress(rich.address, 0), method, args, {
      gasLimit: callLimit,
      ...(expected === undefined ? {} : { expected }),
    }),
  )

/** One in three slots is alice's: this far apart, each change is in an epoch of its own. */
const stakeAt = (n: number) => act(rich, bond('stake', 10n * COIN), n * 9 * EPOCH_MS)

/** Reasons for which a transaction fails, each provoked in the shortest way. */
export const FAILURE_SCENARIOS = {
  OVERFLOW: {
    genesis: full,
    producers: [alice],
    before: [act(bob, pay(bob, 1n))],
    fails: act(alice, pay(bob, 2n * COIN)),
  },
  STAKE_TOO_SMALL: { ...staking, fails: act(rich, bond('stake', COIN)) },
  STAKE_TOO_LARGE: { ...staking, fails: act(alice, bond('unstake', 100n * COIN + 1n)) },
  STAKE_NOT_HELD: { ...staking, fails: act(rich, bond('unstake', COIN)) },
  STAKE_UNSETTLED: {
    genesis: stakes,
    producers: [alice],
    before: Array.from({ length: MAX_AMOUNT_STEPS - 1 }, (_, n) => stakeAt(n)),
    fails: stakeAt(MAX_AMOUNT_STEPS),
  },
  EVIDENCE_INVALID: { ...staking, fails: act(rich, noOffence, 100_000) },
  EVIDENCE_OLD: { ...staking, fails: act(rich, offence, fourEpochsLater) },
  EVIDENCE_KNOWN: {
    ...staking,
    before: [act(rich, offence)],
    fails: act(rich, ledger.evidence(carol, 0)),
  },
  AUTHORITY_NOT_ADMIN: { ...electing, fails: act(rich, change('add', rich)) },
  AUTHORITY_KNOWN: { ...electing, fails: act(alice, change('add', bob)) },
  AUTHORITY_UNKNOWN: { ...electing, fails: act(alice, change('remove', rich)) },
  AUTHORITY_LAST: {
    ...electing,
    before: [act(alice, change('remove', bob))],
    fails: act(alice, change('remove', alice)),
  },
  AUTHORITY_TOO_MANY: {
    genesis: authorityNetwork({ authorities: crowd, admin: rich, rich: [rich] }),
    producers: crowd,
    fails: act(rich, change('add', bob)),
  },
  AUTHORITY_UNSETTLED: {
    genesis: authorityNetwork({ authorities: [alice, bob, carol], admin: alice, rich: [alice] }),
    producers: [alice],
    before: crowd.slice(0, MAX_AUTHORITY_SETS - 1).map(one => act(alice, change('add', one))),
    fails: act(alice, change('add', rich)),
  },
  CONTRACT_UNKNOWN: { ...coding, fails: act(rich, invokePayload(alice.address, 'burn', [], { gasLimit })) },
  CODE_INVALID: {
    ...coding,
    fails: act(rich, {
      ...{ kind: 'deploy', source: 'class {}', args: new Uint8Array(), amount: 0n as Amount, gasLimit },
    }),
  },
  CODE_THREW: { ...coding, fails: ends('fail', ['no']) },
  CODE_TRAPPED: { ...coding, fails: ends('trap') },
  OUT_OF_GAS: { ...coding, fails: ends('forever') },
  OUT_OF_MEMORY: { ...coding, fails: ends('exhaust') },
  STACK_OVERFLOW: { ...coding, fails: ends('recurse') },
  CHANGES_UNEXPECTED: { ...coding, fails: ends('burn', [1n], hashOf<Hash>(new Uint8Array())) },
} satisfies Record<FailureCode, FailureScenario>
