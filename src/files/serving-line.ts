import type { PeerId } from '@libp2p/interface'
import { bytesToHex } from '#lib/bytes.ts'
import type { Clock } from '#lib/clock.ts'
import { MAX_PEER_WANTS, SERVED_AT_ONCE, SERVED_FIRST, SERVED_SLOW_MS } from './limits.ts'

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
 * peer then waits in vain. Here each peer's wants wait in a queue and are passed to bitswap a few at a time,
 * after the previous ones were sent: on a slow line one by one, so that blocks arrive and are used one by one.
 * Questions of presence are answered first, and those that come meanwhile at once. So the queue takes as many
 * wants as other implementations send, with few blocks in memory.
 */
export function serveInTurn(lists: PeerWantLists, clock: Clock): void {
  const lines = new Map<string, Line>()
  const receive = lists.receiveMessage.bind(lists)
  const disconnected = lists.peerDisconnected.bind(lists)

  function pass(peer: PeerId, entries: readonly Entry[]): void {
    try {
      // Bitswap does not answer a recently answered want again, but a peer that asks again has dropped or
      // lost the block.
      const before = entries.map(({ cid }) => ({ cid, cancel: true }))
      receive(peer, { wantlist: { full: false, entries: [...before, ...entries] } })
    } catch {
      // For a want without a CID bitswap drops the whole message, and so does this.
    }
  }

  async function serve(peer: PeerId, line: Line): Promise<void> {
    for (let entries = line.take(); entries.length > 0; entries = line.take()) {
      const since = clock.now()
      pass(peer, entries)
      await lists.ledgerMap.get(peer)?.sendQueue.onIdle()
      line.took(clock.now() - since)
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
    if (before) {
      const questions = line.takeQuestions()
      if (questions.length > 0) pass(peer, questions)
      return
    }
    if (line.size === 0) return
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
  #atOnce = SERVED_FIRST

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
    return [...this.takeQuestions(), ...this.#first(this.#blocks, this.#atOnce)]
  }

  takeQuestions(): Entry[] {
    return [...this.#first(this.#questions, SERVED_AT_ONCE)]
  }

  /** It took so long to send the blocks that were taken last. */
  took(ms: number): void {
    if (ms > SERVED_SLOW_MS) this.#atOnce = Math.max(1, this.#atOnce >> 1)
    else if (ms < SERVED_SLOW_MS / 2) this.#atOnce = Math.min(SERVED_AT_ONCE, 2 * this.#atOnce)
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
