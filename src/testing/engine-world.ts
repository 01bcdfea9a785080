import type { Header, HeaderFields } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Preparation } from '#consensus/engine.ts'
import { known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from './chain-builder.ts'
import { createSealedChain, recorded, type SealedChain, sealingKey, searchAll } from './sealed-chain.ts'

export interface EngineWorldOptions {
  /**
   * The same network every time. Where seals are searched, about one hash in a hundred or fewer meets the
   * target.
   */
  readonly network: () => GenesisParameters
  /** Accounts that together can always produce. */
  readonly accounts: readonly TestAccount[]
  /**
   * The transactions in the block at a height, of the engine's own kinds, in the order of their nonces; by
   * default none.
   */
  readonly transactions?: (height: number) => readonly Transaction[]
}

export const WORLD_BLOCKS = 20

/** An account without coins, stake or authority on any network that is tested. */
export const STRANGER = testAccount(999)

/** A chain of {@link WORLD_BLOCKS} blocks, and ways to replace the last of them. */
export class EngineWorld {
  readonly chain: SealedChain
  readonly accounts: readonly TestAccount[]
  readonly #transactions: (height: number) => readonly Transaction[]
  readonly #blocks: BuiltBlock[]

  constructor({ network, accounts, transactions = () => [] }: EngineWorldOptions) {
    this.chain = createSealedChain(network())
    this.accounts = accounts
    this.#transactions = transactions
    this.#blocks = [this.chain.genesis]
  }

  /** Builds the chain; required before anything else. */
  async build(): Promise<void> {
    const { chain, accounts } = this
    for (let height = 1; height <= WORLD_BLOCKS; height++) {
      this.#blocks.push(await chain.seal(this.last, this.#transactions(height), { by: accounts }))
    }
  }

  /** Genesis first. */
  get blocks(): readonly BuiltBlock[] {
    return this.#blocks
  }

  get last(): BuiltBlock {
    return known(this.#blocks.at(-1), 'last block')
  }

  /** Of the last block. */
  get parent(): BuiltBlock {
    return known(this.#blocks.at(-2), 'parent of the last block')
  }

  /** The producer of the last block. */
  get producer(): TestAccount {
    const { producer } = this.last.header
    return known(
      this.accounts.find(({ address }) => bytesEqual(address, producer)),
      'producer of the last block',
    )
  }

  /** Calls `check` for each block except genesis, with its parent. */
  eachPair(check: (parent: BuiltBlock, block: BuiltBlock) => void): void {
    for (const [i, block] of this.#blocks.slice(1).entries()) check(known(this.#blocks[i], 'parent'), block)
  }

  /** The rule that a header in place of the last block breaks, in the order in which a node checks them. */
  judge(fields: HeaderFields): string {
    const { chain, parent } = this
    const header = assembleHeader(fields)
    const verified = chain.engine.verify(header, recorded(parent))
    if (!verified.ok) return verified.error.code
    const authorised = chain.engine.authorise(header, parent.state, ancestryOf(parent))
    return authorised.ok ? 'accepted' : authorised.error.code
  }

  /** The header sealed by this account, with the same claims. */
  async reseal(fields: HeaderFields, by: TestAccount): Promise<Header> {
    const draft = assembleHeader({ ...fields, producer: by.address })
    return known(await this.chain.engine.seal(draft, sealingKey(by), searchAll(draft)), 'sealed header')
  }

  /** The engine's answer to the owner of these keys in place of the last block. */
  prepareAt(now: number, by: readonly TestAccount[]): Promise<Preparation> {
    const { chain, parent } = this
    return chain.engine.prepare({
      parent: recorded(parent),
      ancestry: ancestryOf(parent),
      state: parent.state,
      keys: by.map(sealingKey),
      now: now as UnixMs,
      earliest: (parent.header.timestamp + 1) as UnixMs,
      wantedSince: parent.header.timestamp,
      sinceOf: async () => parent.header.height + 1,
    })
  }
}
