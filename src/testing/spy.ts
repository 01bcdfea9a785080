import { hashOf } from '#chain/hash.ts'
import type { TxId } from '#chain/ids.ts'
import { known } from '#lib/assert.ts'
import type { Cancel } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Network, NetworkHandlers } from '#network/network.ts'
import { unpackTransaction } from '#node/pool/transaction-message.ts'
import type { MemoryHub } from './memory-hub.ts'

/** What a spy received of one transaction. */
export interface Received {
  /** The peers that sent it, in order, with repetitions. */
  readonly from: PeerId[]
  /** The peer that sent it to the spy privately, before any peer announced it. */
  alone: string | undefined
}

/** Between two questions of a spy for a peer's pool: as often as peers answer. */
const ASK_MS = 5_000

/**
 * A neighbour of all peers that breaks no rule and records which peer sends it what, in any way. It relays
 * nothing.
 */
export class Spy {
  readonly received = new Map<TxId, Received>()
  readonly #network: Network
  readonly #cancel: Cancel

  constructor(hub: MemoryHub, head: NetworkHandlers['head']) {
    this.#network = hub.create('spy', {
      head,
      onTransaction: async (message, from) => {
        const bytes = unpackTransaction(message)
        if (bytes.ok) this.#note(bytes.value, from)
        return { verdict: 'unchecked', reason: 'a spy judges nothing' }
      },
      onStem: (transactions, from) => {
        for (const bytes of transactions) {
          const received = this.#note(bytes, from)
          if (received.from.length === 1) received.alone = from
        }
      },
      onBlock: async () => ({ verdict: 'unchecked', reason: 'a spy judges nothing' }),
      serveHeaders: async () => [],
      serveBodies: async () => [],
      servePool: async () => [],
      onPeer: () => {},
      onEvent: () => {},
      onSignaling: () => {},
      onReach: () => {},
      onKnownPeers: () => {},
      onFileNews: async () => ({ verdict: 'unchecked', reason: 'a spy judges nothing' }),
      onFault: () => {},
    })
    this.#cancel = hub.clock.every(ASK_MS, () => {
      for (const { peerId } of this.#network.peers()) void this.#ask(peerId)
    })
  }

  start(): Promise<void> {
    return this.#network.start()
  }

  async stop(): Promise<void> {
    this.#cancel()
    await this.#network.stop()
  }

  of(id: TxId): Received {
    return known(this.received.get(id), 'what the spy received')
  }

  async #ask(peerId: PeerId): Promise<void> {
    try {
      const pool = await this.#network.requestPool(peerId, [], new AbortController().signal)
      for (const bytes of pool) this.#note(bytes, peerId)
    } catch {
      // the peer has left
    }
  }

  #note(bytes: Uint8Array, from: PeerId): Received {
    const id = hashOf<TxId>(bytes)
    const received = this.received.get(id) ?? { from: [], alone: undefined }
    this.received.set(id, received)
    received.from.push(from)
    return received
  }
}
