import { ed25519 } from '@noble/curves/ed25519.js'
import { type Address, addressFromBytes, formatAddress } from '#chain/address.ts'
import { type Amount, COIN, ZERO } from '#chain/amount.ts'
import { type AppliedBlock, applyBlock } from '#chain/apply/apply-block.ts'
import type { Block } from '#chain/block/block.ts'
import { filesRoot, receiptsRoot, transactionsRoot } from '#chain/block/block-roots.ts'
import type { Header, HeaderFields } from '#chain/block/header.ts'
import { assembleHeader, withNonce } from '#chain/block/header-codec.ts'
import { GENESIS_VERSION } from '#chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { rulesVersionAt } from '#chain/genesis/rules-version.ts'
import { digest } from '#chain/hash.ts'
import type { Height } from '#chain/ids.ts'
import type { State } from '#chain/state/state.ts'
import type { Transaction, UnsignedTransaction } from '#chain/transaction/transaction.ts'
import {
  assembleTransaction,
  signingBytes,
  TRANSACTION_VERSION,
} from '#chain/transaction/transaction-codec.ts'
import { createEngine } from '#consensus/create-engine.ts'
import type { Ancestry, ChainRecord, Engine } from '#consensus/engine.ts'
import { finalBlockOf } from '#consensus/finality/final-block.ts'
import { powSeal } from '#consensus/pow/pow-seal.ts'
import { assert } from '#lib/assert.ts'
import { compareBytes } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { utf8FromText } from '#lib/utf8.ts'

/** A key pair that tests name by a number. */
export interface TestAccount {
  readonly secretKey: Uint8Array
  readonly address: Address
  /** The address in bech32m. */
  readonly text: string
}

/** The account number `n`, the same in every run. */
export function testAccount(n: number): TestAccount {
  const secretKey = digest(utf8FromText(`test account ${n}`))
  const address = addressFromBytes(ed25519.getPublicKey(secretKey))
  return { secretKey, address, text: formatAddress(address) }
}

/** 2026-11-01T00:00:00Z. */
export const TEST_GENESIS_TIME = 1_793_491_200_000 as UnixMs

/**
 * A network whose blocks cost next to no work: almost any hash meets the floor. `rich` accounts begin with
 * 1000 coins each.
 */
export function testNetwork(
  overrides: Partial<GenesisParameters> = {},
  rich: readonly TestAccount[] = [],
): GenesisParameters {
  return {
    version: GENESIS_VERSION,
    name: 'Test',
    symbol: 'TEST',
    timestamp: TEST_GENESIS_TIME,
    consensus: {
      type: 'pow',
      spacingMs: 10_000,
      halflifeMs: 600_000,
      maxTarget: 2n ** 256n - 1n,
      emptyBlocks: false,
    },
    emission: { reward: (50n * COIN) as Amount, halvingInterval: 0 },
    limits: {
      blockBytes: 1024 * 1024,
      blockTransactions: 2000,
      blockGas: 1_000_000_000n,
      finalityDepth: 100,
      futureMs: 15_000,
    },
    activations: [],
    allocations: rich
      .map(({ address }) => [address, (1000n * COIN) as Amount] as const)
      .sort(([a], [b]) => compareBytes(a, b)),
    ...overrides,
  }
}

/** A transaction, signed by `from`. */
export function sign(from: TestAccount, tx: Omit<UnsignedTransaction, 'sender'>): Transaction {
  const unsigned = { ...tx, sender: from.address }
  return assembleTransaction(unsigned, ed25519.sign(signingBytes(unsigned), from.secretKey))
}

export interface TransferOptions {
  readonly to: Address
  /** Base units. */
  readonly amount?: bigint
  readonly fee?: bigint
  readonly nonce: number
  readonly memo?: string
  readonly timestamp?: UnixMs
}

/** A signed transfer, by default of one coin. */
export function transferOf(
  genesis: GenesisParameters,
  from: TestAccount,
  { to, amount = COIN, fee = ZERO, nonce, memo = '', timestamp = TEST_GENESIS_TIME }: TransferOptions,
): Transaction {
  return sign(from, {
    version: TRANSACTION_VERSION,
    networkId: networkIdOf(genesis),
    nonce,
    timestamp,
    fee: fee as Amount,
    payload: { kind: 'transfer', to, amount: amount as Amount, memo },
  })
}

/**
 * Like {@link transferOf}, without a valid signature, for tests of code that does not check it: signing takes
 * a millisecond.
 */
export function unsignedTransferOf(
  genesis: GenesisParameters,
  from: TestAccount,
  { to, amount = COIN, fee = ZERO, nonce, memo = '', timestamp = TEST_GENESIS_TIME }: TransferOptions,
): Transaction {
  const unsigned = {
    version: TRANSACTION_VERSION,
    networkId: networkIdOf(genesis),
    sender: from.address,
    nonce,
    timestamp,
    fee: fee as Amount,
    payload: { kind: 'transfer' as const, to, amount: amount as Amount, memo },
  }
  return assembleTransaction(unsigned, new Uint8Array(64))
}

/** A valid block with all that is known of it. */
export interface BuiltBlock extends Block {
  readonly state: State
  readonly record: ChainRecord
  /** Undefined for genesis. */
  readonly applied: AppliedBlock | undefined
  /** Its ancestors, downwards from the parent. */
  readonly below: Ancestry
}

/** The block and its ancestors, as an engine walks them. */
export const ancestryOf = ({ header, record, below }: BuiltBlock): Ancestry => ({
  *[Symbol.iterator]() {
    yield { header, ...record }
    yield* below
  },
})

export interface BuildOptions {
  readonly producer?: Address
  /** By default the parent's plus the network's spacing. */
  readonly timestamp?: number
  /** Changes correct fields before the seal is searched. */
  readonly tamper?: (fields: HeaderFields) => HeaderFields
}

/**
 * Builds valid blocks of proof of work on any block it built, forks included, at the target that the engine
 * asks for.
 */
export interface ChainBuilder {
  readonly params: GenesisParameters
  readonly engine: Engine
  readonly genesis: BuiltBlock
  build(parent: BuiltBlock, transactions?: readonly Transaction[], options?: BuildOptions): BuiltBlock
  /** `count` empty blocks on `parent`, lowest first. */
  extend(parent: BuiltBlock, count: number, options?: Omit<BuildOptions, 'timestamp'>): BuiltBlock[]
}

/** A builder for a network of {@link testNetwork}, or for any whose target a test can meet. */
export function createChainBuilder(params: GenesisParameters): ChainBuilder {
  const engine = createEngine(params)
  const { header, state } = genesisBlock(params, engine, engine.genesisSeal())
  const genesis: BuiltBlock = {
    header,
    transactions: [],
    state,
    record: engine.genesisRecord(header),
    applied: undefined,
    below: [],
  }

  const build: ChainBuilder['build'] = (parent, transactions = [], options = {}) => {
    const timestamp = (options.timestamp ?? parent.header.timestamp + params.consensus.spacingMs) as UnixMs
    const producer = options.producer ?? testAccount(0).address
    const facts = engine.facts(parent.state, ancestryOf(parent))
    assert(
      facts.type === 'pow',
      'only proof of work is searched here; for other engines use testing/sealed-chain.ts',
    )

    const draft = draftOn(
      parent,
      transactions,
      { timestamp, producer, seal: powSeal(facts.target, 0n) },
      { engine, params },
    )
    const header = assembleHeader(options.tamper?.(draft.fields) ?? draft.fields)
    return sealedBlock(parent, draft, searchSeal(header, facts.target), engine)
  }

  const extend: ChainBuilder['extend'] = (parent, count, options = {}) => {
    const blocks: BuiltBlock[] = []
    for (let i = 0; i < count; i++) blocks.push(build(blocks.at(-1) ?? parent, [], options))
    return blocks
  }

  return { params, engine, genesis, build, extend }
}

/** A block that lacks its seal's last field. */
export interface DraftBlock {
  readonly fields: HeaderFields
  readonly transactions: readonly Transaction[]
  readonly applied: AppliedBlock
}

/**
 * What a producer has before it seals: the transactions applied on the parent, and the header that commits to
 * them.
 */
export function draftOn(
  parent: BuiltBlock,
  transactions: readonly Transaction[],
  { timestamp, producer, seal }: Pick<HeaderFields, 'timestamp' | 'producer' | 'seal'>,
  { engine, params }: Pick<ChainBuilder, 'engine' | 'params'>,
): DraftBlock {
  const height = (parent.header.height + 1) as Height
  const final = finalBlockOf(engine, ancestryOf(parent), { seal })
  const block = { transactions, producer, height, timestamp, final }
  const applied = applyBlock(parent.state, block, { genesis: params, engine })
  assert(applied.ok, `a test block does not apply: ${applied.ok ? '' : applied.error.message}`)
  const fields: HeaderFields = {
    version: rulesVersionAt(params, height),
    networkId: parent.header.networkId,
    height,
    parent: parent.header.id,
    timestamp,
    txRoot: transactionsRoot(transactions.map(tx => tx.id)),
    stateRoot: applied.value.state.root(),
    receiptRoot: receiptsRoot(applied.value.receipts),
    fileRoot: filesRoot(transactions),
    producer,
    seal,
  }
  return { fields, transactions, applied: applied.value }
}

/** The block that a draft becomes with a sealed header. */
export function sealedBlock(
  parent: BuiltBlock,
  { transactions, applied }: DraftBlock,
  header: Header,
  engine: Engine,
): BuiltBlock {
  const record = engine.follow(header, { header: parent.header, ...parent.record })
  return { header, transactions, state: applied.state, record, applied, below: ancestryOf(parent) }
}

/**
 * The header with the first nonce that meets the target; for targets that one in a few thousand hashes meets.
 */
function searchSeal(header: Header, target: bigint): Header {
  for (let nonce = 0n; ; nonce++) {
    const candidate = withNonce(header, nonce)
    if (BigInt(`0x${candidate.id}`) <= target) return candidate
  }
}
