import { hashOf } from '#chain/hash.ts'
import type { TxId } from '#chain/ids.ts'
import { known } from '#lib/assert.ts'
import type { Cancel } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Network, NetworkHandlers } from '#network/network.ts'
import { unpackTransaction } from '#node/pool/transaction-message.ts'
import type { MemoryHub } from './memory-network.ts'

/** What a spy heard of one transaction. */
export interface Heard {
  /** Who told of it, in the order in which it came, as often as they did. */
  readonly from: PeerId[]
  /** Who passed it on to the spy alone, before anybody announced it. */
  alone: string | undefined
}

/** How often a spy asks each peer what waits there: as often as peers answer. */
const ASK_MS = 5_000

/** A neighbour of everybody that breaks no rule and writes down who tells it what, by whatever way. It passes nothing on. */
export class Spy {
  readonly heard = new Map<TxId, Heard>()
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
          const heard = this.#note(bytes, from)
          if (heard.from.length === 1) heard.alone = from
        }
      },
      onBlock: async () => ({ verdict: 'unchecked', reason: 'a spy judges nothing' }),
      serveHeaders: async () => [],
      serveBodies: async () => [],
      servePool: async () => [],
      onPeer: () => {},
      onEvent: () => {},
      onSignaling: () => {},
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

  of(id: TxId): Heard {
    return known(this.heard.get(id), 'what the spy heard')
  }

  async #ask(peerId: PeerId): Promise<void> {
    try {
      const pool = await this.#network.requestPool(peerId, [], new AbortController().signal)
      for (const bytes of pool) this.#note(bytes, peerId)
    } catch {
      // it went away
    }
  }

  #note(bytes: Uint8Array, from: PeerId): Heard {
    const id = hashOf<TxId>(bytes)
    const heard = this.heard.get(id) ?? { from: [], alone: undefined }
    this.heard.set(id, heard)
    heard.from.push(from)
    return heard
  }
}
