import { type Address, formatAddress } from '#chain/address.ts'
import type { Header } from '#chain/block/header.ts'
import { sealingBytes } from '#chain/block/header-codec.ts'
import { hashOf } from '#chain/hash.ts'
import type { Claims } from '#consensus/finality/claims.ts'

/** What one of the own keys signed last, as the settings keep it. */
export interface VoteRow {
  readonly address: string
  readonly height: number
  /** SHA-256 of the sealing bytes, hex: the block's name before there is a signature. */
  readonly sealed: string
  /** From here up to `height` it signed nothing but this block and its ancestors. */
  readonly since: number
  /** The highest that it ever signed. */
  readonly top: number
  /** The highest justified block that it signed upon. */
  readonly justified: number
}

const FORGOTTEN = ''

/** What stays of votes when the chain's data is deleted. */
export const forgotten = (votes: readonly VoteRow[]): VoteRow[] =>
  votes.map(({ address, top }) => ({
    address,
    top,
    height: top,
    sealed: FORGOTTEN,
    since: top + 1,
    justified: 0,
  }))

/** Where votes are kept over reloads. */
export interface VoteStore {
  load(): Promise<readonly VoteRow[]>
  save(votes: readonly VoteRow[]): Promise<void>
}

/** An ancestor-or-self of the block that is about to be signed upon, by height. */
export type AncestorAt = (height: number) => Promise<Header | undefined>

/**
 * What the own keys have stood behind by signing, so that each block says so truly (docs/protocol.md,
 * Finality): whoever stands behind two chains at once lets two blocks become final. Written down before a
 * block is signed. It knows this profile only: one key in two profiles is two who say they are one.
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
   * What the next block at `height` may claim as `since`; undefined if its chain is justified less high than
   * what the key signed upon.
   */
  async sinceOf(
    address: Address,
    height: number,
    justified: number,
    ancestorAt: AncestorAt,
  ): Promise<number | undefined> {
    const vote = this.#votes.get(formatAddress(address))
    if (!vote) return height
    // after a reset what it signed is known no more but for how high that was; a chain that begins anew has
    // none of it
    if (vote.sealed === FORGOTTEN) return height > vote.top ? vote.top + 1 : height
    if (justified < vote.justified) return undefined
    const signed = await ancestorAt(vote.height)
    return signed && nameOf(signed) === vote.sealed ? vote.since : vote.top + 1
  }

  /** A block that is about to be signed. */
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
