import { COIN } from '#chain/amount.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { encodeReceipt } from '#chain/block/receipt-codec.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { signingBytes } from '#chain/transaction/transaction-codec.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { BuiltBlock } from '../chain-builder.ts'
import { transactionOf } from '../transaction-of.ts'
import { GOLDEN_FEE } from './golden-chain.ts'
import { alice, bob, carol, GOLDEN_NETWORKS, type GoldenEngine } from './golden-networks.ts'
import { bond, change, deploy, evidence, file, invoke, transfer } from './golden-scripts.ts'

/** Frozen: the bytes of a transaction of every kind. */
export interface TransactionVector {
  readonly kind: Payload['kind']
  /** That of the sender. */
  readonly secretKey: string
  readonly signed: string
  readonly bytes: string
  readonly id: string
}

/**
 * Frozen: a network, its genesis, and a first block with a transaction of every kind that the network has.
 */
export interface NetworkVector {
  readonly genesis: string
  readonly networkId: string
  readonly genesisHeader: string
  readonly genesisId: string
  readonly header: string
  readonly id: string
  readonly body: string
  /** In the order of the transactions. */
  readonly receipts: readonly string[]
}

/** Frozen: a chain, by its results. */
export interface ChainVector {
  readonly tip: string
  readonly totalWeight: string
  /** From genesis on. */
  readonly stateRoots: readonly string[]
}

const SAMPLES: { readonly [Kind in Payload['kind']]: [GoldenEngine, Payload] } = {
  transfer: ['pow', transfer(bob, 12n * COIN + 500_000n, 'lunch, für später')],
  stake: ['pos', bond('stake', 100n * COIN)],
  unstake: ['pos', bond('unstake', 1n)],
  evidence: ['pos', evidence(carol, 7)],
  authority: ['poa', change('remove', bob)],
  file: ['pow', file('notes.txt')],
  deploy: ['pow', deploy],
  invoke: ['pow', invoke],
}

/** Alice's transactions, one of each kind. */
export function goldenTransactions(): Transaction[] {
  return Object.values(SAMPLES).map(([engine, payload], nonce) =>
    transactionOf(GOLDEN_NETWORKS[engine], alice, payload, { nonce, fee: GOLDEN_FEE }),
  )
}

export const transactionVector = (tx: Transaction): TransactionVector => ({
  kind: tx.payload.kind,
  secretKey: bytesToHex(alice.secretKey),
  signed: bytesToHex(signingBytes(tx)),
  bytes: bytesToHex(tx.bytes),
  id: tx.id,
})

export function networkVector(type: GoldenEngine, blocks: readonly BuiltBlock[]): NetworkVector {
  const [genesis, first] = [known(blocks[0], 'genesis'), known(blocks[1], 'first block')]
  const params = GOLDEN_NETWORKS[type]
  return {
    genesis: bytesToHex(encodeGenesis(params)),
    networkId: networkIdOf(params),
    genesisHeader: bytesToHex(genesis.header.bytes),
    genesisId: genesis.header.id,
    header: bytesToHex(first.header.bytes),
    id: first.header.id,
    body: bytesToHex(encodeBody(first.transactions)),
    receipts: known(first.applied, 'the result of the first block').receipts.map(receipt =>
      bytesToHex(encodeReceipt(receipt)),
    ),
  }
}

export function chainVector(blocks: readonly BuiltBlock[]): ChainVector {
  const tip = known(blocks.at(-1), 'tip')
  return {
    tip: tip.header.id,
    totalWeight: String(tip.record.totalWeight),
    stateRoots: blocks.map(({ header }) => header.stateRoot),
  }
}
