import type { PeerId as Libp2pPeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import type { CID } from 'multiformats/cid'
import { known } from '#lib/assert.ts'
import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Bitswap } from './bitswap.ts'
import { digestOf, nameOfCid } from './block.ts'
import type { Source } from './fetch-file.ts'
import { REMEMBERED_WANTS } from './limits.ts'
import type { ReceivedBytes } from './received-bytes.ts'

/** A peer's answer for a block: that it has the block, with or without the bytes, or that it does not. */
interface Presence {
  readonly sender: Libp2pPeerId
  readonly cid: CID
  readonly has: boolean
  readonly block?: Uint8Array
}

export interface PeerBlocksDependencies {
  readonly bitswap: () => Promise<Bitswap>
  readonly received: ReceivedBytes
  /** A peer sent a block that was not requested, or sent it twice. */
  readonly onUnrequested: (peerId: PeerId, digest: string, cid: Cid) => void
}

/**
 * Helia's bitswap with linked peers, on the node's own libp2p. It serves the store's blocks, and requests
 * each block from one peer, so that two sources never send the same. It has no routing and opens no links;
 * the node's gater refuses its dials.
 */
export class PeerBlocks {
  readonly #deps: PeerBlocksDependencies
  /** By peer, the requested blocks, the newest last. */
  readonly #asked = new Map<PeerId, Set<string>>()
  /** By peer, the blocks that are under way, the oldest first, and what it had sent before this one. */
  readonly #underWay = new Map<PeerId, { readonly digests: Set<string>; before: number }>()
  /** Callers that wait for a peer's answer about a block. */
  readonly #waiting = new Map<string, Set<(presence: Presence) => void>>()
  #bitswap: Bitswap | undefined

  constructor(deps: PeerBlocksDependencies) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#bitswap = await this.#deps.bitswap()
    const { wantList } = this.#bitswap
    wantList.addEventListener('block', event => this.#onBlock((event as CustomEvent<Presence>).detail))
    wantList.addEventListener('presence', event => this.#onPresence((event as CustomEvent<Presence>).detail))
  }

  async stop(): Promise<void> {
    await this.#bitswap?.stop()
  }

  /**
   * Resolves to the block from this peer, which matches the CID, or undefined if the peer does not have it.
   * Rejects when `signal` aborts.
   */
  async want(peerId: PeerId, cid: CID, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const digest = digestOf(cid)
    const underWay = this.#underWay.get(peerId) ?? { digests: new Set(), before: 0 }
    this.#underWay.set(peerId, underWay)
    if (underWay.digests.size === 0) underWay.before = this.received(peerId)
    underWay.digests.add(digest)
    try {
      const { has, block } = await this.#ask('wantSessionBlock', peerId, cid, signal)
      return has ? block : undefined
    } finally {
      underWay.digests.delete(digest)
      underWay.before = this.received(peerId)
    }
  }

  /** Bytes of blocks and answers that the peer sent so far. */
  received(peerId: PeerId): number {
    return this.#deps.received.bytes(peerId)
  }

  /** How the peer sends, for a fetch. */
  flow(peerId: PeerId): NonNullable<Source['flow']> {
    return {
      bytes: () => this.received(peerId),
      rate: () => this.#deps.received.rate(peerId),
      partial: cid => this.#partial(peerId, cid),
    }
  }

  #partial(peerId: PeerId, cid: CID): number {
    // A peer sends blocks in the order in which they were requested.
    const { digests, before } = this.#underWay.get(peerId) ?? { digests: new Set<string>(), before: 0 }
    const [oldest] = digests
    return oldest === digestOf(cid) ? Math.max(0, this.received(peerId) - before) : 0
  }

  /** Whether this peer has the block. */
  async has(peerId: PeerId, cid: CID, signal: AbortSignal): Promise<boolean> {
    return (await this.#ask('wantSessionPresence', peerId, cid, signal)).has
  }

  forget(peerId: PeerId): void {
    this.#asked.delete(peerId)
    this.#underWay.delete(peerId)
    this.#deps.received.forget(peerId)
  }

  /**
   * Bitswap's own call listens only after its message was sent, misses a quick answer and then waits for
   * ever. So this listens first, and ends the call.
   */
  #ask(
    call: 'wantSessionBlock' | 'wantSessionPresence',
    peerId: PeerId,
    cid: CID,
    signal: AbortSignal,
  ): Promise<Presence> {
    const { wantList } = known(this.#bitswap, 'a started peerBlocks')
    const key = `${peerId} ${digestOf(cid)}`
    // Bitswap sends a small block itself instead of the answer that it has it.
    this.#remember(peerId, digestOf(cid))
    const waiting = this.#waiting.get(key) ?? new Set()
    this.#waiting.set(key, waiting)
    const answered = new AbortController()
    let settle = (_: Presence) => {}
    return new Promise<Presence>((resolve, reject) => {
      settle = resolve
      waiting.add(resolve)
      const either = AbortSignal.any([signal, answered.signal])
      either.addEventListener('abort', () => reject(signal.reason), { once: true })
      wantList[call](cid, peerIdFromString(peerId), { signal: either }).catch(reject)
    }).finally(() => {
      waiting.delete(settle)
      if (waiting.size === 0) this.#waiting.delete(key)
      answered.abort()
    })
  }

  #remember(peerId: PeerId, digest: string): void {
    const asked = this.#asked.get(peerId) ?? new Set()
    this.#asked.set(peerId, asked)
    asked.delete(digest)
    asked.add(digest)
    if (asked.size > REMEMBERED_WANTS) asked.delete(asked.values().next().value as string)
  }

  #onPresence(presence: Presence): void {
    const key = `${presence.sender.toString()} ${digestOf(presence.cid)}`
    for (const resolve of this.#waiting.get(key) ?? []) resolve(presence)
  }

  #onBlock({ sender, cid }: Pick<Presence, 'sender' | 'cid'>): void {
    const peerId = sender.toString() as PeerId
    const digest = digestOf(cid)
    if (!this.#asked.get(peerId)?.has(digest)) this.#deps.onUnrequested(peerId, digest, nameOfCid(cid))
  }
}
