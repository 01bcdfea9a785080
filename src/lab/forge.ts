import type { Block } from '#chain/block/block.ts'
import { filesRoot, transactionsRoot } from '#chain/block/block-roots.ts'
import { medianTime } from '#chain/block/check-header-context.ts'
import type { Header, HeaderFields, Seal } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Preparation, SealingKey } from '#consensus/engine.ts'
import type { Claims } from '#consensus/finality/claims.ts'
import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { createKernel } from '#mining/create-kernel.ts'
import type { Chain } from '#node/chain/chain.ts'
import { ancestryOf, type BuiltBlock, draftOn, sealedBlock } from '#testing/chain-builder.ts'
import { recorded } from '#testing/sealed-chain.ts'
import { AttackNeeds } from './attack-needs.ts'
import { type LabKey, sealingKeyOf } from './lab-key.ts'
import { SEARCH_SLICE, TIP_MS, TURN_MS } from './limits.ts'
import { pause } from './until.ts'

export interface ForgeOptions {
  /** The keys that may seal it; the engine picks the first that may. */
  readonly by: readonly LabKey[]
  /** The block's time; now by default. */
  readonly at?: number
  /** Changes correct fields before the last field of the seal is filled in. */
  readonly tamper?: (fields: HeaderFields) => HeaderFields
  /** Applies the block by these parameters instead of the network's. */
  readonly params?: GenesisParameters
}

/** A right to make a block that nobody has: with this key, at this time and with this seal. */
export interface Claim {
  readonly key: LabKey
  readonly timestamp: UnixMs
  readonly seal: Seal
}

/**
 * Makes blocks on any block whose state is known, as a producer does, and puts the fields into them that it
 * is asked to.
 */
export class Forge {
  readonly #chain: Chain
  readonly #signal: AbortSignal
  #kernel: ReturnType<typeof createKernel> | undefined

  constructor(chain: Chain, signal: AbortSignal) {
    this.#chain = chain
    this.#signal = signal
  }

  /** This node's tip. */
  tip(): BuiltBlock {
    const { tip, state, tree } = this.#chain
    const below = [...tree.backBelow(tip)]
    return { header: tip.header, transactions: [], state, record: tip, applied: undefined, below }
  }

  genesis(): BuiltBlock {
    const { genesis, engine } = this.#chain
    const { header, state } = genesisBlock(genesis, engine, engine.genesisSeal())
    return {
      header,
      transactions: [],
      state,
      record: engine.genesisRecord(header),
      applied: undefined,
      below: [],
    }
  }

  /**
   * A block that is valid apart from what is tampered with. It waits for the turn of one of the keys. On the
   * tip it follows the current tip while it waits, because tabs do not judge a fork that they do not prefer.
   */
  async build(
    on: BuiltBlock,
    transactions: readonly Transaction[],
    { by, at, tamper, params = this.#chain.genesis }: ForgeOptions,
  ): Promise<BuiltBlock> {
    const { engine } = this.#chain
    const { parent, key, timestamp, seal } = await this.#ready(on, by, at)
    const draft = draftOn(
      parent,
      transactions,
      { timestamp, producer: key.address, seal },
      { engine, params },
    )
    const header = assembleHeader(tamper?.(draft.fields) ?? draft.fields)
    return sealedBlock(parent, draft, await this.#seal(header, key), engine)
  }

  /** The fields of a block on this parent if it claims to follow from none of its chain. */
  claims(parent: BuiltBlock): Claims {
    const { justified, final } = this.#chain.engine.agree(ancestryOf(parent), parent.state)
    return { since: parent.header.height + 2, justified, final }
  }

  /** An empty block by a key that has no right to it. */
  async claimed(parent: BuiltBlock, { key, timestamp, seal }: Claim): Promise<Block> {
    const { engine, genesis: params } = this.#chain
    const draft = draftOn(parent, [], { timestamp, producer: key.address, seal }, { engine, params })
    return { header: await this.#seal(assembleHeader(draft.fields), sealingKeyOf(key)), transactions: [] }
  }

  /** A block whose header commits to these transactions although they cannot be applied. */
  async unapplied(
    parent: BuiltBlock,
    transactions: readonly Transaction[],
    options: Omit<ForgeOptions, 'tamper'>,
  ): Promise<BuiltBlock> {
    const block = await this.build(parent, [], {
      ...options,
      tamper: fields => ({
        ...fields,
        txRoot: transactionsRoot(transactions.map(tx => tx.id)),
        fileRoot: filesRoot(transactions),
      }),
    })
    return { ...block, transactions }
  }

  async #seal(header: Header, key: SealingKey): Promise<Header> {
    const sealed = await this.#chain.engine.seal(header, key, job => this.#search(job))
    assert(sealed, 'the search ran to its end')
    return sealed
  }

  async #ready(on: BuiltBlock, by: readonly LabKey[], at: number | undefined) {
    const { engine, clock } = this.#chain
    const keys = by.map(sealingKeyOf)
    const end = clock.now() + TURN_MS
    const follows = on.header.id === this.#chain.tip.header.id
    for (;;) {
      this.#signal.throwIfAborted()
      const parent = follows ? this.tip() : on
      const preparation: Preparation = await engine.prepare({
        parent: recorded(parent),
        ancestry: ancestryOf(parent),
        state: parent.state,
        keys,
        now: (at ?? clock.now()) as UnixMs,
        earliest: this.#earliest(parent),
        wantedSince: parent.header.timestamp,
        sinceOf: async () => this.claims(parent).since,
      })
      if (preparation.status === 'ready') return { parent, ...preparation }
      const { waitUntil, reason } = preparation
      if (waitUntil === undefined || at !== undefined || waitUntil > end) {
        throw new AttackNeeds(`this tab may not make a block now: ${reason}`)
      }
      await pause(Math.min(TIP_MS, Math.max(1, waitUntil - clock.now())), clock)
    }
  }

  /** The time of a block outside the tree is all that is known of it, and it is at least the median. */
  #earliest({ header }: BuiltBlock): UnixMs {
    const { tree } = this.#chain
    const node = tree.get(header.id)
    return ((node ? medianTime(tree.recentTimes(node)) : header.timestamp) + 1) as UnixMs
  }

  async #search({ prefix, target }: { prefix: Uint8Array; target: bigint }): Promise<bigint | undefined> {
    this.#kernel ??= createKernel()
    for (let from = 0n; ; from += BigInt(SEARCH_SLICE)) {
      const found = this.#kernel.search(prefix, target, from, SEARCH_SLICE)
      if (found !== undefined) return found
      this.#signal.throwIfAborted()
      await pause(0, this.#chain.clock)
    }
  }
}
