import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import type { BlockId } from '#chain/ids.ts'
import type { Violation } from '#chain/rules.ts'
import { known } from '#lib/assert.ts'
import { JudgingFault, judged } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { TimeSlice } from '#lib/time-slice.ts'
import { type Network, NetworkError, type PeerInfo } from '#network/network.ts'
import type { TreeBlock } from '#node/chain/block-tree.ts'
import type { Chain } from '#node/chain/chain.ts'
import { authoriseHeader } from '#node/chain/import/authorise-header.ts'
import { keepBeyond, setAside } from '#node/chain/import/beyond.ts'
import { checkHeader, type Unchecked } from '#node/chain/import/check-header.ts'
import type { ImportOutcome } from '#node/chain/import/import-blocks.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import { StorageError } from '#storage/chain-store.ts'
import { fetchBodies } from './fetch-bodies.ts'
import {
  HEADERS_AHEAD,
  HEADERS_PER_REQUEST,
  HEADERS_SLICE_MS,
  HEADERS_WITHOUT_BODIES,
  RESTING_PEERS,
} from './limits.ts'
import { RestingPeers } from './resting-peers.ts'
import { type RivalChain, readRival } from './rival-chain.ts'

export interface SyncState {
  readonly state: 'idle' | 'headers' | 'bodies'
  /** The target height. */
  readonly target: number
}

interface Dependencies {
  readonly chain: Chain
  readonly network: () => Network
  /** Whether the database fails, so that fetched blocks could not be stored. */
  readonly paused: () => boolean
  /** Receives the outcome of fetched blocks, for the event log and the score of their sender. */
  readonly onOutcome: (outcome: ImportOutcome, from: PeerId) => void
  readonly onUnchecked: (header: Header, why: Unchecked, from: PeerId) => void
  /** A peer's chain forks off ours below the final block: the rival that its headers prove, if any. */
  readonly onRival: (peerId: PeerId, rival: RivalChain | undefined) => void
  readonly onState: (state: SyncState) => void
  readonly events: EventLog
}

const IDLE: SyncState = { state: 'idle', target: 0 }

/**
 * Syncs with the heaviest chain that any peer reports: headers first, each checked before its body is
 * requested; then bodies from many peers at once, imported in order. One catch-up at a time; a peer that
 * fails rests for a while.
 */
export class Sync {
  readonly #deps: Dependencies
  /** By peer, a head whose headers were not heavier than our own chain. */
  readonly #noGain = new Map<string, string>()
  readonly #resting: RestingPeers
  #state = IDLE
  #running = false
  #again = false

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.#resting = new RestingPeers(deps.chain.clock, () => this.nudge())
  }

  get state(): SyncState {
    return this.#state
  }

  /** A head changed, an orphan arrived or a link opened: checks whether a peer is ahead. */
  nudge(): void {
    this.#again = true
    if (!this.#running) void this.#run()
  }

  /** A new link with a peer: earlier failures do not delay it. */
  askAnew(peerId: PeerId): void {
    this.#resting.relinked(peerId)
    this.#noGain.delete(peerId)
    this.nudge()
  }

  /** A block of this peer that was from the future can be judged now; its other failures still count. */
  judgeable(peerId: PeerId): void {
    this.#resting.judgeable(peerId)
    this.retry(peerId)
  }

  /** The peer announced a block and withheld the body, which counts as a failed catch-up. */
  gaveNoBody(peerId: PeerId): void {
    this.#resting.failed(peerId)
  }

  /** This peer announced a block with an unknown parent: its head is checked again. */
  retry(peerId: PeerId): void {
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
      .sort(
        (a, b) => this.#resting.failures(a.peerId) - this.#resting.failures(b.peerId) || byWeight(b, a),
      )[0]
  }

  #isWorthAsking({ peerId, head }: PeerInfo): boolean {
    return !this.#resting.isResting(peerId) && this.#noGain.get(peerId) !== head?.tip
  }

  async #follow(peer: PeerInfo): Promise<void> {
    const head = known(peer.head, 'head of a peer that is ahead')
    const before = this.#deps.chain.tip.header.height
    this.#set({ state: 'headers', target: head.height })
    this.#deps.events.emit('sync-started', { peerId: peer.peerId, from: before, to: head.height })
    try {
      await this.#forgetBodiless()
      const { path, complete, refused = false } = await this.#headers(peer)
      this.#deps.events.emit('sync-headers', { peerId: peer.peerId, checked: path.length })
      if (refused) await this.#lookAtRival(peer)
      const tip = path.at(-1)
      if (!tip || tip.totalWeight <= this.#deps.chain.tip.totalWeight) {
        if (complete) this.#noGain.set(peer.peerId, head.tip)
        const [oldest] = this.#noGain.keys()
        if (this.#noGain.size > RESTING_PEERS && oldest !== undefined) this.#noGain.delete(oldest)
        if (!complete) this.#resting.unjudged(peer.peerId)
        // It never served the head that it claims, which counts as no answer.
        else if (!this.#deps.chain.tree.get(head.tip)) this.#resting.failed(peer.peerId)
        return
      }
      const { chain, onOutcome } = this.#deps
      const onArrived = () => this.#set({ state: 'bodies', target: tip.header.height })
      await fetchBodies({
        chain,
        onArrived,
        onOutcome,
        network: this.#deps.network(),
        path,
        first: peer.peerId,
      })
      if (chain.tip.totalWeight < tip.totalWeight)
        throw new SyncError('the fetched chain did not become the tip')
      this.#resting.succeeded(peer.peerId)
      this.#deps.events.emit('sync-finished', {
        peerId: peer.peerId,
        from: before,
        to: this.#deps.chain.tip.header.height,
      })
    } catch (error) {
      // A fault of our own database or a bug of our own is not the peer's.
      if (error instanceof JudgingFault) {
        setAside(this.#deps.chain, error)
        this.#resting.unjudged(peer.peerId)
      } else if (!(error instanceof StorageError || this.#deps.paused())) this.#resting.failed(peer.peerId)
      const reason = error instanceof Error ? error.message : String(error)
      this.#deps.events.emit('sync-failed', { peerId: peer.peerId, reason })
      if (error instanceof StorageError) {
        this.#deps.onOutcome({ type: 'unchecked', reason, storage: error }, peer.peerId)
      } else if (![NetworkError, SyncError, JudgingFault].some(kind => error instanceof kind)) throw error
    }
  }

  /**
   * The peer's headers after the last one in common, checked; at most {@link HEADERS_AHEAD}, the rest in the
   * next round.
   */
  async #headers(peer: PeerInfo): Promise<HeaderPath> {
    const { chain } = this.#deps
    const path: TreeBlock[] = []
    let hasNew = false
    let beyond: TreeBlock | undefined
    const slice = new TimeSlice(chain.clock, HEADERS_SLICE_MS)
    let locator = await buildLocator(chain)
    while (path.length < HEADERS_AHEAD) {
      const answer = await this.#request(peer, locator, HEADERS_PER_REQUEST)
      for (const bytes of answer) {
        const node = this.#check(bytes, peer)
        // A header that this node cannot judge yet ends the path; the headers below it are valid.
        if (typeof node === 'string') {
          return { path: offMain(path), complete: false, refused: node === 'refused' }
        }
        if (node.beyond !== undefined) {
          // Only its weight is of use.
          await keepBeyond(chain, node)
          beyond = node
          continue
        }
        if (path.length > 0 && node.header.parent !== path.at(-1)?.header.id) {
          throw this.#broken(peer, {
            code: 'HEADER_PARENT_UNKNOWN',
            message: 'headers of an answer do not follow each other',
          })
        }
        if (!node.stored && !hasNew) await this.#authorise(node, peer)
        hasNew ||= !node.stored
        path.push(node)
        await slice.giveWay()
      }
      if (beyond) return { path: offMain(path), complete: false }
      if (answer.length < HEADERS_PER_REQUEST) break
      locator = [known(path.at(-1), 'last header').header.id]
    }
    return { path: offMain(path), complete: true }
  }

  /**
   * Checks the right to the first new block before more headers are checked: where a seal costs nothing, its
   * successors cost nothing either.
   */
  async #authorise(first: TreeBlock, peer: PeerInfo): Promise<void> {
    const { chain } = this.#deps
    if (!chain.tree.parentOf(first)?.stored) {
      throw new SyncError(`${peer.peerId} sent headers without a stored parent`)
    }
    const right = await authoriseHeader(chain, first)
    if (!right.ok) throw this.#broken(peer, right.error, first.header)
  }

  async #lookAtRival(peer: PeerInfo): Promise<void> {
    const { chain, onRival } = this.#deps
    const rival = await readRival(chain, (locator, limit) => this.#request(peer, locator, limit))
    onRival(peer.peerId, rival.ok ? rival.value : undefined)
    if (!rival.ok) throw this.#broken(peer, rival.error)
  }

  #request({ peerId }: PeerInfo, locator: readonly BlockId[], limit: number): Promise<Uint8Array[]> {
    return this.#deps.network().requestHeaders(peerId, locator, limit)
  }

  #check(bytes: Uint8Array, peer: PeerInfo): TreeBlock | 'unchecked' | 'refused' {
    const header = judged({ what: 'message', id: '', step: 'header' }, () => decodeHeader(bytes))
    if (!header.ok) {
      if (header.error.code === 'HEADER_RULES_UNKNOWN') return 'unchecked'
      throw this.#broken(peer, header.error)
    }
    const checked = checkHeader(this.#deps.chain, header.value)
    switch (checked.type) {
      case 'checked':
        return checked.node
      case 'invalid':
        throw this.#broken(peer, checked.violation, header.value)
      case 'orphan':
        throw new SyncError(`${peer.peerId} sent headers without a known parent`)
      case 'unchecked':
        this.#deps.onUnchecked(header.value, checked, peer.peerId)
        if (checked.code === 'HEADER_BELOW_FINALITY') return 'refused'
        return checked.beyond ?? 'unchecked'
    }
  }

  /** Makes room for the headers of a catch-up, while no import is under way that may use them. */
  async #forgetBodiless(): Promise<void> {
    const { exclusive, tree } = this.#deps.chain
    await exclusive.run(async () => tree.forgetBodiless(HEADERS_WITHOUT_BODIES - HEADERS_AHEAD))
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

/** Blocks to fetch; an incomplete path ends where this node cannot judge yet. */
interface HeaderPath {
  readonly path: readonly TreeBlock[]
  readonly complete: boolean
  /** It would undo a final block. */
  readonly refused?: boolean
}

const offMain = (path: readonly TreeBlock[]) => path.filter(node => !node.main)

/** Lighter claims first. */
function byWeight(a: PeerInfo, b: PeerInfo): number {
  const difference = (a.head?.totalWeight ?? 0n) - (b.head?.totalWeight ?? 0n)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** A failed catch-up; it is tried again with another peer or another head. */
export class SyncError extends Error {
  override readonly name = 'SyncError'
}

/**
 * Ids of main-chain blocks from the tip down, closer together near the tip; ends at the final block, which
 * all honest peers share.
 */
export async function buildLocator(chain: Chain): Promise<BlockId[]> {
  const ids: BlockId[] = []
  const final = chain.final
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
