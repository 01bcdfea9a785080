import type { Header } from '../chain/block/header.ts'
import { decodeHeader } from '../chain/block/header-codec.ts'
import type { Violation } from '../chain/rules.ts'
import { known } from '../lib/assert.ts'
import { type Network, NetworkError, type PeerInfo } from '../network/network.ts'
import { StorageError } from '../storage/chain-store.ts'
import type { TreeBlock } from './block-tree.ts'
import { type Chain, finalHeight } from './chain.ts'
import type { EventLog } from './event-log.ts'
import { fetchBodies } from './fetch-bodies.ts'
import { checkHeader } from './import/check-header.ts'
import type { ImportOutcome } from './import/import-blocks.ts'
import {
  HEADERS_AHEAD,
  HEADERS_PER_REQUEST,
  REQUEST_TIMEOUT_MS,
  RESTING_PEERS,
  SYNC_RETRY_LONGEST_MS,
  SYNC_RETRY_MS,
} from './limits.ts'
import { timeoutSignal } from './timeout-signal.ts'

export interface SyncState {
  readonly state: 'idle' | 'headers' | 'bodies'
  /** The height aimed at. */
  readonly target: number
}

interface Dependencies {
  readonly chain: Chain
  readonly network: () => Network
  /** The database does not work: what is fetched now could not be kept. */
  readonly paused: () => boolean
  /** What came of the fetched blocks, for the event log and the score of the peer that sent them. */
  readonly onOutcome: (outcome: ImportOutcome, from: string) => void
  readonly onState: (state: SyncState) => void
  readonly events: EventLog
}

const IDLE: SyncState = { state: 'idle', target: 0 }

/**
 * Catches up with the heaviest chain that any peer tells of: headers first, each checked before a body is asked for; then bodies from many
 * peers at once, imported in order. One catch-up at a time; a peer that fails rests for a while.
 */
export class Sync {
  readonly #deps: Dependencies
  /** Heads whose headers turned out not to weigh more than our own chain, by peer. */
  readonly #noGain = new Map<string, string>()
  /** Peers that could not be followed: how often in a row, and until when they are left alone, whatever they claim. */
  readonly #resting = new Map<string, { readonly failures: number; readonly until: number }>()
  #state = IDLE
  #running = false
  #again = false

  constructor(deps: Dependencies) {
    this.#deps = deps
  }

  get state(): SyncState {
    return this.#state
  }

  /** A peer's head changed, an orphan came, a link opened: look whether somebody is ahead. */
  nudge(): void {
    this.#again = true
    if (!this.#running) void this.#run()
  }

  /** An unknown parent from this peer: its head is worth another look. */
  retry(peerId: string): void {
    this.#noGain.delete(peerId)
    this.nudge()
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      while (this.#again) {
        this.#again = false
        const peer = this.#bestPeer()
        if (!peer) continue
        await this.#follow(peer)
        this.#again = true
      }
    } finally {
      this.#running = false
      this.#set(IDLE)
    }
  }

  /** The peer with the heaviest head beyond ours that is worth asking now. */
  #bestPeer(): PeerInfo | undefined {
    const { chain, network, paused } = this.#deps
    if (paused()) return undefined
    return network()
      .peers()
      .filter(
        peer => peer.state === 'connected' && peer.head && peer.head.totalWeight > chain.tip.totalWeight,
      )
      .filter(peer => this.#isWorthAsking(peer))
      .sort((a, b) => (known(a.head, 'head').totalWeight < known(b.head, 'head').totalWeight ? 1 : -1))[0]
  }

  #isWorthAsking({ peerId, head }: PeerInfo): boolean {
    const resting = this.#resting.get(peerId)
    if (resting && this.#deps.chain.clock.now() < resting.until) return false
    return this.#noGain.get(peerId) !== head?.tip
  }

  /** Longer from time to time, so that a peer with empty claims does not keep others from being asked. */
  #rest(peerId: string): void {
    const { clock } = this.#deps.chain
    const failures = (this.#resting.get(peerId)?.failures ?? 0) + 1
    const restMs = Math.min(SYNC_RETRY_MS * 2 ** (failures - 1), SYNC_RETRY_LONGEST_MS)
    this.#resting.set(peerId, { failures, until: clock.now() + restMs })
    const [oldest] = this.#resting.keys()
    if (this.#resting.size > RESTING_PEERS && oldest !== undefined) this.#resting.delete(oldest)
    clock.after(restMs, () => this.nudge())
  }

  async #follow(peer: PeerInfo): Promise<void> {
    const head = known(peer.head, 'head of a peer that is ahead')
    const before = this.#deps.chain.tip.header.height
    this.#set({ state: 'headers', target: head.height })
    this.#deps.events.emit('sync-started', { peerId: peer.peerId, from: before, to: head.height })
    try {
      const path = await this.#headers(peer)
      this.#deps.events.emit('sync-headers', { peerId: peer.peerId, checked: path.length })
      const tip = path.at(-1)
      if (!tip || tip.totalWeight <= this.#deps.chain.tip.totalWeight) {
        this.#noGain.set(peer.peerId, head.tip)
        return
      }
      this.#set({ state: 'bodies', target: tip.header.height })
      const { chain, onOutcome } = this.#deps
      await fetchBodies({ chain, onOutcome, network: this.#deps.network(), path, first: peer.peerId })
      this.#resting.delete(peer.peerId)
      this.#deps.events.emit('sync-finished', {
        peerId: peer.peerId,
        from: before,
        to: this.#deps.chain.tip.header.height,
      })
    } catch (error) {
      this.#rest(peer.peerId)
      const reason = error instanceof Error ? error.message : String(error)
      this.#deps.events.emit('sync-failed', { peerId: peer.peerId, reason })
      if (error instanceof StorageError) {
        this.#deps.onOutcome({ type: 'unchecked', reason, storage: error }, peer.peerId)
      } else if (!(error instanceof NetworkError || error instanceof SyncError)) throw error
    }
  }

  /** The peer's headers after the last one in common, checked; at most {@link HEADERS_AHEAD}, the rest in the next round. */
  async #headers(peer: PeerInfo): Promise<TreeBlock[]> {
    const { chain, network } = this.#deps
    const path: TreeBlock[] = []
    let locator = await buildLocator(chain)
    while (path.length < HEADERS_AHEAD) {
      const signal = timeoutSignal(chain.clock, REQUEST_TIMEOUT_MS)
      const answer = await network().requestHeaders(peer.peerId, locator, HEADERS_PER_REQUEST, signal)
      for (const bytes of answer) {
        const node = this.#check(bytes, peer)
        if (path.length > 0 && node.header.parent !== path.at(-1)?.header.id) {
          throw this.#broken(peer, {
            code: 'HEADER_PARENT_UNKNOWN',
            message: 'headers of an answer do not follow each other',
          })
        }
        path.push(node)
      }
      if (answer.length < HEADERS_PER_REQUEST) break
      locator = [known(path.at(-1), 'last header').header.id]
    }
    return path.filter(node => !node.main)
  }

  #check(bytes: Uint8Array, peer: PeerInfo): TreeBlock {
    const header = decodeHeader(bytes)
    if (!header.ok) throw this.#broken(peer, header.error)
    const checked = checkHeader(this.#deps.chain, header.value)
    switch (checked.type) {
      case 'checked':
        return checked.node
      case 'invalid':
        throw this.#broken(peer, checked.violation, header.value)
      case 'orphan':
        throw new SyncError(`${peer.peerId} sent headers that connect to nothing known here`)
      case 'unchecked':
        throw new SyncError(checked.reason)
    }
  }

  #broken(peer: PeerInfo, violation: Violation, header?: Header): SyncError {
    this.#deps.network().penalise(peer.peerId, violation.code, violation.message)
    const block = header ? { block: header.id, height: header.height } : {}
    this.#deps.events.emit('block-rejected', { peerId: peer.peerId, ...violation, ...block })
    return new SyncError(`${violation.code}: ${violation.message}`)
  }

  #set(state: SyncState): void {
    if (state.state === this.#state.state && state.target === this.#state.target) return
    this.#state = state
    this.#deps.onState(state)
  }
}

/** A catch-up that could not go on; tried again with another peer or another head. */
export class SyncError extends Error {
  override readonly name = 'SyncError'
}

/** Ids of main-chain blocks from the tip down, closer together near the tip; ends at the final block, which all honest peers share. */
export async function buildLocator(chain: Chain): Promise<string[]> {
  const ids: string[] = []
  const final = finalHeight(chain)
  let step = 1
  let at: TreeBlock | undefined = chain.tip
  while (at && at.header.height > final) {
    ids.push(at.header.id)
    for (let i = 0; i < step && at; i++) at = chain.tree.parentOf(at)
    if (ids.length > 8) step *= 2
  }
  const anchor = await chain.store.blockAt(final)
  if (anchor) ids.push(anchor.id)
  if (final > 0) ids.push(known(await chain.store.blockAt(0), 'genesis row').id)
  return ids
}
