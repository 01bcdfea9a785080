import type { TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Cancel, Clock, UnixMs } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import { MAX_STEM_TRANSACTIONS } from '#network/limits.ts'
import { type Network, NetworkError } from '#network/network.ts'
import {
  EMBARGO_MS,
  STEM_BATCH_BYTES,
  STEM_CHECKING,
  STEM_EPOCH_MS,
  STEM_PAUSE_MS,
  STEM_TRIES,
  STEM_WAITING,
} from './limits.ts'
import type { Mempool } from './mempool.ts'
import { packTransaction } from './transaction-message.ts'

interface Dependencies {
  readonly clock: Clock
  readonly random: Random
  readonly mempool: Mempool
  readonly network: () => Network
  /**
   * Checks a transaction that a peer sent to this node alone, and adds it to the pool, hidden; undefined if
   * the pool refuses it.
   */
  readonly take: (bytes: Uint8Array, from: PeerId) => Promise<Transaction | undefined>
  /** A payment became public, so a block may contain it. */
  readonly onPublic: () => void
}

/** A transaction to be sent to one peer. */
interface Outgoing {
  readonly tx: Transaction
  /** The peer that sent it; undefined for this node's own. */
  readonly from: PeerId | undefined
  readonly tries: number
}

/**
 * Spreads a payment without revealing its maker (docs/decisions/0014): each tab sends it to one other tab,
 * until a coin toss at one of them makes it public. Until then a node that knows it puts it in no block and
 * no exchange of pools. Own and foreign payments are treated alike. A node that does not receive it by gossip
 * in time publishes it, so that no peer can suppress a payment.
 */
export class Stem {
  readonly #deps: Dependencies
  readonly #embargoes = new Map<TxId, Cancel>()
  /** The payments under embargo that a peer sent. */
  readonly #received = new Set<TxId>()
  #outgoing: Outgoing[] = []
  #checking = 0
  #sending: Cancel | undefined
  /**
   * The peers that payments are sent to: the first, unless it sent the payment. They stay the same for an
   * epoch, so that few peers receive payments from their makers.
   */
  #relays: PeerId[] = []
  /**
   * For each peer, whether its payments are published here: one toss for an epoch, so that payments sent
   * together stay together.
   */
  readonly #tosses = new Map<string, boolean>()
  #epochEnd = 0 as UnixMs

  constructor(deps: Dependencies) {
    this.#deps = deps
  }

  stop(): void {
    this.#sending?.()
    for (const cancel of this.#embargoes.values()) cancel()
    this.#embargoes.clear()
  }

  /** Hides an own payment before it enters the pool. Without linked peers there is nobody to hide it from. */
  hide(id: TxId): void {
    const { mempool } = this.#deps
    if (!mempool.get(id) && this.#peers().length > 0) mempool.hide(id)
  }

  /** Sends an own payment, which is in the pool. */
  begin(tx: Transaction): void {
    if (this.#deps.mempool.isHidden(tx.id)) this.#pass({ tx, from: undefined, tries: 0 })
    else this.#publish(tx)
  }

  /** Receives transactions that a peer sent to this node alone. */
  async receive(transactions: readonly Uint8Array[], from: PeerId): Promise<void> {
    const some = transactions.slice(0, STEM_CHECKING - this.#checking)
    this.#checking += some.length
    for (const bytes of some) {
      try {
        // The peer was disconnected for the one before.
        if (!this.#peers().includes(from)) continue
        const tx = await this.#deps.take(bytes, from)
        if (tx && this.#deps.mempool.isHidden(tx.id)) this.#goOn(tx, from)
      } finally {
        this.#checking--
      }
    }
  }

  /** Relays or publishes it; a payment that arrives a second time goes in a circle. */
  #goOn(tx: Transaction, from: PeerId): void {
    if (this.#ends(from) || this.#received.has(tx.id)) return this.#publish(tx)
    this.#received.add(tx.id)
    this.#pass({ tx, from, tries: 0 })
  }

  left(peerId: PeerId): void {
    this.#tosses.delete(peerId)
  }

  /** Ends the embargo: another node published it, or it was dropped. */
  end(id: TxId): void {
    this.#embargoes.get(id)?.()
    this.#embargoes.delete(id)
    this.#received.delete(id)
    this.#deps.mempool.show(id)
    this.#deps.onPublic()
  }

  #publish(tx: Transaction): void {
    this.end(tx.id)
    const message = packTransaction(0, tx.bytes)
    void this.#deps
      .network()
      .publishTransaction(message)
      .catch(() => {})
  }

  #pass(outgoing: Outgoing): void {
    const { tx } = outgoing
    if (this.#outgoing.length >= STEM_WAITING) return this.#publish(tx)
    const { clock, random, mempool } = this.#deps
    if (!this.#embargoes.has(tx.id)) {
      const embargo = clock.after(EMBARGO_MS + random.below(EMBARGO_MS), () => {
        if (mempool.isHidden(tx.id)) this.#publish(tx)
        else this.end(tx.id)
      })
      this.#embargoes.set(tx.id, embargo)
    }
    this.#outgoing.push(outgoing)
    this.#sending ??= clock.after(STEM_PAUSE_MS, () => this.#send())
  }

  /** Sends one message to each relay; the rest is sent with the next. */
  #send(): void {
    this.#sending = undefined
    const batches = new Map<PeerId, Outgoing[]>()
    const later: Outgoing[] = []
    for (const outgoing of this.#outgoing) {
      if (!this.#deps.mempool.isHidden(outgoing.tx.id)) continue
      const relay = this.#relayFor(outgoing.from)
      if (relay === undefined) {
        this.#publish(outgoing.tx)
        continue
      }
      const batch = batches.get(relay) ?? []
      batches.set(relay, batch)
      if (fits(batch, outgoing)) batch.push(outgoing)
      else later.push(outgoing)
    }
    this.#outgoing = later
    for (const [relay, batch] of batches) void this.#sendTo(relay, batch)
    if (later.length > 0) this.#sending = this.#deps.clock.after(STEM_PAUSE_MS, () => this.#send())
  }

  async #sendTo(relay: PeerId, batch: readonly Outgoing[]): Promise<void> {
    const { network } = this.#deps
    const bytes = batch.map(({ tx }) => tx.bytes)
    try {
      await network().sendStem(relay, bytes)
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      this.#relays = this.#relays.filter(other => other !== relay)
      for (const { tries, ...outgoing } of batch) {
        if (tries < STEM_TRIES) this.#pass({ ...outgoing, tries: tries + 1 })
      }
    }
  }

  /** Whether payments from this peer are published here. */
  #ends(from: PeerId): boolean {
    this.#turnEpoch()
    const toss = this.#tosses.get(from) ?? this.#deps.random.below(2) === 0
    this.#tosses.set(from, toss)
    return toss
  }

  #turnEpoch(): void {
    const { clock, random } = this.#deps
    const now = clock.now()
    if (now < this.#epochEnd) return
    this.#relays = []
    this.#tosses.clear()
    this.#epochEnd = (now + STEM_EPOCH_MS / 2 + random.below(STEM_EPOCH_MS)) as UnixMs
  }

  /** The first relay of this epoch that is linked and did not send the payment. */
  #relayFor(from: PeerId | undefined): PeerId | undefined {
    this.#turnEpoch()
    const peers = this.#peers().filter(peer => peer !== from)
    this.#relays = this.#relays.filter(relay => relay === from || peers.includes(relay))
    const chosen = this.#relays.find(relay => relay !== from)
    if (chosen !== undefined || peers.length === 0) return chosen
    const drawn = peers[this.#deps.random.below(peers.length)] as PeerId
    this.#relays.push(drawn)
    return drawn
  }

  #peers(): PeerId[] {
    return this.#deps
      .network()
      .peers()
      .flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))
  }
}

function fits(batch: readonly Outgoing[], { tx }: Outgoing): boolean {
  const bytes = batch.reduce((sum, other) => sum + other.tx.bytes.length, tx.bytes.length)
  return batch.length === 0 || (batch.length < MAX_STEM_TRANSACTIONS && bytes <= STEM_BATCH_BYTES)
}
