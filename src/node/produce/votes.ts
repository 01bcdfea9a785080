import { type Address, formatAddress } from '#chain/address.ts'
import type { Header } from '#chain/block/header.ts'
import { sealingBytes } from '#chain/block/header-codec.ts'
import { hashOf } from '#chain/hash.ts'
import type { Claims } from '#consensus/finality/claims.ts'

/** The stored vote of one of the own keys. */
export interface VoteRow {
  readonly address: string
  readonly height: number
  /** SHA-256 of the sealing bytes, hex: the block's name before there is a signature. */
  readonly sealed: string
  /** From here up to `height` it signed only this block and its ancestors. */
  readonly since: number
  /** The highest height that it ever signed. */
  readonly top: number
  /** The highest justified block on whose chain it signed. */
  readonly justified: number
}

const FORGOTTEN = ''

/** The part of votes that is kept when the chain's data is deleted. */
export const forgotten = (votes: readonly VoteRow[]): VoteRow[] =>
  votes.map(({ address, top }) => ({
    address,
    top,
    height: top,
    sealed: FORGOTTEN,
    since: top + 1,
    justified: 0,
  }))

/** Stores votes over reloads. */
export interface VoteStore {
  load(): Promise<readonly VoteRow[]>
  save(votes: readonly VoteRow[]): Promise<void>
}

/** Finds the parent of the next block, or an ancestor of it, by height. */
export type AncestorAt = (height: number) => Promise<Header | undefined>

/**
 * The blocks that the own keys support by their signatures, so that each new block states them truly
 * (docs/protocol.md, Finality): a key that supports two chains at once can make two blocks final. Votes are
 * stored before a block is signed. It knows this profile only: one key in two profiles is two signers.
 */
export class Votes {
  readonly #store: VoteStore
  readonly #votes: Map<string, VoteRow>

  private constructor(store: VoteStore, votes: readonly VoteRow[]) {
    this.#store = store
    this.#votes = new Map(votes.map(vote => [vote.address, vote]))
  }

  static async open(store: VoteStore): Promise<Votes> {
    return new Votes(store, await store.load())
  }

  /**
   * The `since` that the next block at `height` may claim; undefined if its chain's justified block is lower
   * than one on which the key signed.
   */
  async sinceOf(
    address: Address,
    height: number,
    justified: number,
    ancestorAt: AncestorAt,
  ): Promise<number | undefined> {
    const vote = this.#votes.get(formatAddress(address))
    if (!vote) return height
    // after a reset only the height of its signatures is known; a new chain has none of the signed blocks
    if (vote.sealed === FORGOTTEN) return height > vote.top ? vote.top + 1 : height
    if (justified < vote.justified) return undefined
    const signed = await ancestorAt(vote.height)
    return signed && nameOf(signed) === vote.sealed ? vote.since : vote.top + 1
  }

  /** Records a block that is about to be signed. */
  async record(header: Header, { since, justified }: Claims): Promise<void> {
    const address = formatAddress(header.producer)
    const before = this.#votes.get(address)
    this.#votes.set(address, {
      address,
      height: header.height,
      sealed: nameOf(header),
      since,
      top: Math.max(before?.top ?? 0, header.height),
      justified,
    })
    await this.#store.save([...this.#votes.values()])
  }
}

const nameOf = (header: Header): string => hashOf(sealingBytes(header))
