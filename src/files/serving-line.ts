import type { PeerId } from '@libp2p/interface'
import { bytesToHex } from '#lib/bytes.ts'
import { MAX_PEER_WANTS, SERVED_AT_ONCE } from './limits.ts'

interface Entry {
  readonly cid: Uint8Array
  readonly cancel?: boolean
  /** `WantHave` asks only whether the block is here. */
  readonly wantType?: string
}

interface Message {
  readonly wantlist?: { readonly full?: boolean; readonly entries: readonly Entry[] }
}

/**
 * Helia's bitswap's ledger of other peers' wants, which its types call private (read in @helia/bitswap
 * 4.0.19, `peer-want-lists`).
 */
export interface PeerWantLists {
  receiveMessage(peer: PeerId, message: Message): void
  peerDisconnected(peer: PeerId): void
  readonly ledgerMap: {
    get(peer: PeerId): { readonly sendQueue: { onIdle(): Promise<void> } } | undefined
  }
}

/**
 * Bitswap reads all wanted blocks of a peer into one message, and drops wants beyond its bound, for which the
 * peer then waits in vain. Here each peer's wants wait in a queue, questions of presence first, and are
 * passed to bitswap a few at a time, after the previous ones were sent. So the queue takes as many wants as
 * other implementations send, with few blocks in memory.
 */
export function serveInTurn(lists: PeerWantLists): void {
  const lines = new Map<string, Line>()
  const receive = lists.receiveMessage.bind(lists)
  const disconnected = lists.peerDisconnected.bind(lists)

  async function serve(peer: PeerId, line: Line): Promise<void> {
    for (let entries = line.take(); entries.length > 0; entries = line.take()) {
      try {
        // Bitswap does not answer a recently answered want again, but a peer that asks again has dropped or
        // lost the block.
        const before = entries.map(({ cid }) => ({ cid, cancel: true }))
        receive(peer, { wantlist: { full: false, entries: [...before, ...entries] } })
      } catch {
        // For a want without a CID bitswap drops the whole message, and so does this.
      }
      await lists.ledgerMap.get(peer)?.sendQueue.onIdle()
    }
    if (lines.get(peer.toString()) === line) lines.delete(peer.toString())
  }

  lists.receiveMessage = (peer, message) => {
    const { full = false, entries = [] } = message.wantlist ?? {}
    const before = lines.get(peer.toString())
    const line = before ?? new Line()
    if (full) line.clear()
    for (const entry of entries) line.put(entry)

    // Cancelled wants and received blocks are passed on at once.
    receive(peer, { ...message, wantlist: { full, entries: entries.filter(({ cancel }) => cancel) } })
    if (before || line.size === 0) return
    lines.set(peer.toString(), line)
    void serve(peer, line)
  }

  lists.peerDisconnected = peer => {
    lines.get(peer.toString())?.clear()
    lines.delete(peer.toString())
    disconnected(peer)
  }
}

/** The unanswered wants of one peer; its last want of a block counts. */
class Line {
  readonly #questions = new Map<string, Entry>()
  readonly #blocks = new Map<string, Entry>()

  get size(): number {
    return this.#questions.size + this.#blocks.size
  }

  put(entry: Entry): void {
    const key = bytesToHex(entry.cid)
    this.#questions.delete(key)
    this.#blocks.delete(key)
    if (entry.cancel || this.size >= MAX_PEER_WANTS) return
    const line = entry.wantType === 'WantHave' ? this.#questions : this.#blocks
    line.set(key, entry)
  }

  /** Takes the next few wants. */
  take(): Entry[] {
    const next = [...this.#first(this.#questions, SERVED_AT_ONCE)]
    return [...next, ...this.#first(this.#blocks, SERVED_AT_ONCE - next.length)]
  }

  clear(): void {
    this.#questions.clear()
    this.#blocks.clear()
  }

  *#first(line: Map<string, Entry>, count: number): Generator<Entry> {
    for (const [key, entry] of line) {
      if (count-- <= 0) return
      line.delete(key)
      yield entry
    }
  }
}
