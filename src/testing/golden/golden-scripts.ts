import { type Amount, COIN } from '#chain/amount.ts'
import { digest, hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { AuthorityPayload, Payload } from '#chain/transaction/transaction.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import type { TestAccount } from '../chain-builder.ts'
import { StakeLedger } from '../stake-ledger.ts'
import {
  alice,
  bob,
  carol,
  dave,
  dora,
  erin,
  frank,
  GOLDEN_NETWORKS,
  type GoldenEngine,
} from './golden-networks.ts'

/** What an account does in a block. */
export type Act = readonly [from: TestAccount, payload: Payload]

/** The actions in the block at a height; `slot` is that of the block before, where there are slots. */
type Script = (height: number, slot: number) => readonly Act[]

export const transfer = (to: TestAccount, amount: bigint, memo = ''): Payload => ({
  kind: 'transfer',
  to: to.address,
  amount: amount as Amount,
  memo,
})

export const file = (name: string): Payload => ({
  kind: 'file',
  cid: Uint8Array.of(1, 0x55, 0x12, 0x20, ...digest(utf8FromText(name))),
  name,
  sizeBytes: 1000 + name.length,
  mediaType: 'text/plain',
  note: `what ${name} is about`,
})

export const bond = (kind: 'stake' | 'unstake', amount: bigint): Payload => ({
  kind,
  amount: amount as Amount,
})

export const change = (action: AuthorityPayload['action'], { address }: TestAccount): Payload => ({
  kind: 'authority',
  action,
  address,
})

/** An empty list of values. */
const NOTHING = hexToBytes('0700000000')

export const deploy: Payload = {
  kind: 'deploy',
  source: 'export default class Poll extends Contract {\n  vote(choice) {} // für alle\n}\n',
  args: NOTHING,
  amount: 0n as Amount,
  gasLimit: 5_000_000n,
}

/** With coins and the list ["red"], of a contract that alice deploys. */
export const invoke: Payload = {
  kind: 'invoke',
  contract: contractAddress(alice.address, 6),
  method: 'vote',
  args: hexToBytes('07000000010500000003726564'),
  amount: COIN as Amount,
  gasLimit: 1_000_000n,
  expected: hashOf<Hash>(utf8FromText('what it changes')),
}

const ledger = new StakeLedger(GOLDEN_NETWORKS.pos)

/** Evidence that an account signed this slot twice. */
export const evidence = (against: TestAccount, slot: number): Payload => ledger.evidence(against, slot)

/**
 * On every network: payments with and without a memo, to oneself and to a new account, files, and quiet
 * blocks.
 */
function everyday(height: number): Act[] {
  const acts: Act[] = []
  if (height % 4 !== 0) acts.push([frank, transfer(erin, BigInt(height) * 1000n, `block ${height}`)])
  if (height % 5 === 1) acts.push([frank, transfer(frank, COIN)], [erin, transfer(dora, COIN, 'für dich')])
  if (height > 5 && height % 10 === 0) acts.push([dora, transfer(frank, COIN / 2n)])
  if (height % 7 === 1) acts.push([erin, file(`page-${height}.txt`)])
  return acts
}

const STAKE_ACTS: Readonly<Record<number, readonly Act[]>> = {
  1: [
    [erin, bond('stake', 150n * COIN)],
    [alice, bond('unstake', 100n * COIN)],
    [frank, evidence(dave, 0)],
    // frank has no stake to take out, and then stakes less than the minimum
    [frank, bond('unstake', COIN)],
    [frank, bond('stake', COIN)],
  ],
  // of a bond, and of the whole stake
  12: [[bob, bond('unstake', 300n * COIN)]],
  30: [
    [bob, bond('stake', 250n * COIN)],
    [dave, bond('stake', 100n * COIN)],
  ],
  31: [[dave, bond('stake', 20n * COIN)]],
  // too old by now
  45: [[frank, evidence(dave, 0)]],
  70: [
    [carol, bond('unstake', 50n * COIN)],
    [carol, bond('unstake', 50n * COIN)],
    [carol, bond('unstake', 100n * COIN + 1n)],
  ],
  130: [[erin, bond('unstake', 150n * COIN)]],
}

const stakes: Script = (height, slot) => {
  const acts = [...everyday(height), ...(STAKE_ACTS[height] ?? [])]
  // carol signs twice while part of her stake is in bonds, and evidence is submitted twice
  if (height === 75) acts.push([erin, evidence(carol, slot)])
  if (height === 76) acts.push([frank, evidence(carol, slot - 5)])
  return acts
}

const AUTHORITY_ACTS: Readonly<Record<number, readonly Act[]>> = {
  1: [
    [alice, change('add', dave)],
    [alice, change('add', bob)],
    [erin, change('add', erin)],
  ],
  40: [[alice, change('remove', bob)]],
  41: [[alice, change('remove', bob)]],
  70: [[alice, change('admin', erin)]],
  71: [
    [alice, change('add', bob)],
    [erin, change('add', bob)],
  ],
  120: [
    [erin, change('remove', alice)],
    [erin, change('remove', bob)],
    [erin, change('remove', carol)],
    [erin, change('remove', dave)],
  ],
  150: [
    [erin, change('add', alice)],
    [erin, change('add', carol)],
  ],
}

/** The actions on each network. Some fail on purpose. */
export const GOLDEN_SCRIPTS: Readonly<Record<GoldenEngine, Script>> = {
  pow: everyday,
  pos: stakes,
  poa: height => [...everyday(height), ...(AUTHORITY_ACTS[height] ?? [])],
}
