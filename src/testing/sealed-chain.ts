import { ed25519 } from '@noble/curves/ed25519.js'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import { medianTime } from '#chain/block/check-header-context.ts'
import type { HeaderFields } from '#chain/block/header.ts'
import { assembleHeader, withNonce } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { createEngine } from '#consensus/create-engine.ts'
import type { Engine, ProductionRequest, RecordedHeader, SealingKey, Search } from '#consensus/engine.ts'
import { prove } from '#consensus/vrf.ts'
import { assert, known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ancestryOf, type BuiltBlock, draftOn, sealedBlock, type TestAccount } from './chain-builder.ts'
import { Signers } from './signers.ts'

/** A test account's key as an engine asks for it. */
export const sealingKey = ({ address, secretKey }: TestAccount): SealingKey => ({
  address,
  sign: async message => ed25519.sign(message, secretKey),
  prove: async alpha => prove(secretKey, alpha),
})

/** The first nonce that meets a target; for targets that one in a few hashes meets. */
export const searchAll =
  (draft: Parameters<typeof withNonce>[0]): Search =>
  async ({ target }) => {
    for (let nonce = 0n; ; nonce++) {
      if (BigInt(`0x${withNonce(draft, nonce).id}`) <= target) return nonce
    }
  }

export interface SealOptions {
  /** The accounts that may seal; the engine picks the first that may. */
  readonly by: readonly TestAccount[]
  /**
   * The earliest time; by default the parent's plus the spacing. The builder then waits as long as the engine
   * asks.
   */
  readonly from?: number
  /** Changes correct fields before the seal's last field is filled in. */
  readonly tamper?: (fields: HeaderFields) => HeaderFields
}

/** Builds valid blocks on any engine, as a node's producer does, on any block it built, forks included. */
export interface SealedChain {
  readonly params: GenesisParameters
  readonly engine: Engine
  readonly genesis: BuiltBlock
  seal(parent: BuiltBlock, transactions: readonly Transaction[], options: SealOptions): Promise<BuiltBlock>
  /** `count` empty blocks on `parent`, lowest first. */
  extend(parent: BuiltBlock, count: number, options: Omit<SealOptions, 'from'>): Promise<BuiltBlock[]>
}

/** A built block as an engine sees it. */
export const recorded = ({ header, record }: BuiltBlock): RecordedHeader => ({ header, ...record })

/** The chain has contracts if a runtime is given. */
export function createSealedChain(params: GenesisParameters, contracts?: ContractRuntime): SealedChain {
  const engine = withContracts(createEngine(params), contracts)
  const { header, state } = genesisBlock(params, engine, engine.genesisSeal())
  const genesis: BuiltBlock = {
    header,
    transactions: [],
    state,
    record: engine.genesisRecord(header),
    applied: undefined,
    below: [],
  }
  const signers = new Signers(engine)

  const seal: SealedChain['seal'] = async (parent, transactions, { by, from, tamper }) => {
    const { key, timestamp, seal } = await ready(
      engine,
      parent,
      by,
      from ?? parent.header.timestamp + params.consensus.spacingMs,
      signers.sinceOf(parent),
    )
    const draft = draftOn(
      parent,
      transactions,
      { timestamp, producer: key.address, seal },
      { engine, params },
    )
    const header = assembleHeader(tamper?.(draft.fields) ?? draft.fields)
    await signers.signed(header)
    const sealed = known(await engine.seal(header, key, searchAll(header)), 'a sealed header')
    return sealedBlock(parent, draft, sealed, engine)
  }

  const extend: SealedChain['extend'] = async (parent, count, options) => {
    const blocks: BuiltBlock[] = []
    for (let i = 0; i < count; i++) blocks.push(await seal(blocks.at(-1) ?? parent, [], options))
    return blocks
  }

  return { params, engine, genesis, seal, extend }
}

/** The engine's permission to produce, after as much waiting as it asks for. */
async function ready(
  engine: Engine,
  parent: BuiltBlock,
  by: readonly TestAccount[],
  from: number,
  sinceOf: ProductionRequest['sinceOf'],
) {
  const keys = by.map(sealingKey)
  let now = from as UnixMs
  for (;;) {
    const preparation = await engine.prepare({
      parent: recorded(parent),
      ancestry: ancestryOf(parent),
      state: parent.state,
      keys,
      now,
      earliest: (medianTime([parent.header.timestamp]) + 1) as UnixMs,
      wantedSince: parent.header.timestamp,
      sinceOf,
    })
    if (preparation.status === 'ready') return preparation
    const next = known(
      preparation.waitUntil,
      `the engine must ask to wait, but reports: ${preparation.reason}`,
    )
    assert(next > now, `the engine asks to wait until the present: ${preparation.reason}`)
    now = next
  }
}
