import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { FileHolderRow } from '#storage/rows.ts'
import {
  ANNOUNCE_MS,
  ANNOUNCED_FILES,
  DOUBT_MS,
  HOLDING_MS,
  MAX_ALL_HOLDINGS,
  MAX_HOLDERS,
  MAX_HOLDINGS,
  MAX_PAST_HOLDERS,
  MAX_UNSAVED_HOLDERS,
  NEWS_CID_BYTES,
  NEWS_OVERHEAD_BYTES,
  PROVEN_MS,
  SILENT_AFTER_LEFT_MS,
  SILENT_MS,
  SILENT_TURNS,
  UNPROVED_MS,
} from './limits.ts'

/**
 * A tab's announcement of files: those that it holds (a part of the list, in turn), fetches, and has dropped.
 * CIDs as text.
 */
export interface FileAnnouncement {
  readonly held: readonly Cid[]
  readonly fetching: readonly Cid[]
  readonly dropped: readonly Cid[]
  /** Seconds until the tab announces its files again; 15 unless given. */
  readonly turnS?: number
}

interface Holding {
  seenAt: number
  /** False while the tab only fetches the file. */
  whole: boolean
}

interface Peer {
  /** After this time without an announcement it counts as holding nothing. */
  aliveUntil: number
  /** From one of its announcements to the next. */
  turnMs: number
  readonly files: Map<Cid, Holding>
  /**
   * Files that it announced and did not send, each with the time until which its announcements of it are
   * ignored.
   */
  readonly doubts: Map<Cid, number>
  /** Whether it sent a random block of a file that it announced, and how long that counts. */
  proof: { readonly isProven: boolean; readonly until: number }
}

const NOT_PROBED = { isProven: false, until: Number.NEGATIVE_INFINITY }

export interface FileHolder {
  readonly peerId: PeerId
  readonly now: boolean
  readonly lastSeen: number
}

/**
 * The holders of each file, as the tabs announce them. A tab that falls silent no longer counts, but is
 * remembered: the error for a file that no tab has names it and the time. A fetch believes announcements
 * until they prove wrong; only a holder with a proof counts as a copy.
 */
export class Holders {
  readonly #clock: Clock
  readonly #peers = new Map<PeerId, Peer>()
  /** By file, the tabs that hold or fetch it. */
  readonly #byFile = new Map<Cid, Set<PeerId>>()
  /** The number of holdings of all peers together. */
  #holdingsCount = 0
  /** By file, when each tab of earlier runs was last seen with it. */
  readonly #past = new Map<Cid, Map<PeerId, number>>()
  readonly #unsaved = new Map<string, Omit<FileHolderRow, 'now'>>()
  /** The holders that were returned as current ones. */
  #shown: Map<string, FileHolderRow>

  constructor(clock: Clock, past: readonly FileHolderRow[]) {
    this.#clock = clock
    for (const { cid, peerId, seenAt } of past) this.#remember(cid, peerId, seenAt)
    this.#shown = new Map(past.flatMap(row => (row.now === 1 ? [[keyOf(row), row]] : [])))
  }

  /** Returns the files for which the announcement changes something. */
  received(peerId: PeerId, { held, fetching, dropped, turnS = 0 }: FileAnnouncement): Cid[] {
    const now = this.#clock.now()
    const peer = this.#peers.get(peerId) ?? {
      aliveUntil: 0,
      turnMs: 0,
      files: new Map(),
      doubts: new Map(),
      proof: NOT_PROBED,
    }
    const isBack = peer.aliveUntil < now
    // Moved to the end, because the tabs that were silent longest are forgotten first.
    this.#peers.delete(peerId)
    this.#peers.set(peerId, peer)
    peer.turnMs = Math.max(ANNOUNCE_MS, 1_000 * turnS)
    peer.aliveUntil = now + silentMs(peer)
    if (this.#peers.size > MAX_HOLDERS) this.#forgetOne()

    const news = new Set(isBack ? peer.files.keys() : [])
    for (const cid of dropped) if (this.#drop(peerId, peer, cid)) news.add(cid)
    for (const cid of fetching)
      if (!peer.files.get(cid)?.whole) this.#hold(peerId, peer, cid, { seenAt: now, whole: false })
    for (const cid of held) {
      if (isDoubted(peer, cid, now)) continue
      if (!peer.files.get(cid)?.whole) news.add(cid)
      this.#hold(peerId, peer, cid, { seenAt: now, whole: true })
      this.#remember(cid, peerId, now)
      const key = keyOf({ cid, peerId })
      if (this.#unsaved.size < MAX_UNSAVED_HOLDERS || this.#unsaved.has(key)) {
        this.#unsaved.set(key, { cid, peerId, seenAt: now })
      }
    }
    while (this.#holdingsCount > MAX_ALL_HOLDINGS) this.#forgetOne()
    return [...news]
  }

  /** Whether it announced a file that is relevant here. */
  knows(peerId: PeerId): boolean {
    return this.#peers.has(peerId)
  }

  /**
   * The link with a peer was lost. If the peer is still there, others soon relay its announcements, unless
   * its turns are long; then only a failed dial shows that it is gone.
   */
  left(peerId: PeerId): void {
    if (this.#peers.get(peerId)?.turnMs === ANNOUNCE_MS) this.unreached(peerId)
  }

  /** A dial of the peer failed. */
  unreached(peerId: PeerId): void {
    const peer = this.#peers.get(peerId)
    if (peer) peer.aliveUntil = Math.min(peer.aliveUntil, this.#clock.now() + SILENT_AFTER_LEFT_MS)
  }

  /** The bytes of one announcement by every tab that counts now. */
  newsBytes(): number {
    const now = this.#clock.now()
    let bytes = 0
    for (const { aliveUntil, files } of this.#peers.values())
      if (aliveUntil >= now)
        bytes += NEWS_OVERHEAD_BYTES + NEWS_CID_BYTES * Math.min(ANNOUNCED_FILES, files.size)
    return bytes
  }

  /**
   * The peer was asked and does not have or send the file. If it had announced the file, its announcements of
   * it are ignored for a while.
   */
  lacks(peerId: PeerId, cid: Cid): void {
    const peer = this.#peers.get(peerId)
    const before = peer?.files.get(cid)
    if (!peer || !before) return
    this.#drop(peerId, peer, cid)
    if (!before.whole) return
    peer.proof = NOT_PROBED
    peer.doubts.delete(cid)
    peer.doubts.set(cid, this.#clock.now() + DOUBT_MS)
    if (peer.doubts.size > MAX_HOLDINGS) dropOldest(peer.doubts)
  }

  /** The peer sent a random block of a file that it announced. */
  proved(peerId: PeerId): void {
    this.#conclude(peerId, true, PROVEN_MS)
  }

  /** The peer did not send the requested block, for whatever reason. */
  unproved(peerId: PeerId): void {
    this.#conclude(peerId, false, UNPROVED_MS)
  }

  /** The holders of the file with a recent proof. */
  proven(cid: Cid): PeerId[] {
    const now = this.#clock.now()
    return this.now(cid).filter(peerId => {
      const { isProven, until } = this.#peers.get(peerId)?.proof ?? NOT_PROBED
      return isProven && until > now
    })
  }

  /** The holders of the file that were not asked for a proof recently. */
  unprobed(cid: Cid): PeerId[] {
    const now = this.#clock.now()
    return this.now(cid).filter(peerId => (this.#peers.get(peerId)?.proof ?? NOT_PROBED).until <= now)
  }

  /** Tabs that announced the whole file, and count now. */
  now(cid: Cid): PeerId[] {
    return this.#with(cid, true)
  }

  /** Tabs that are fetching it. */
  fetching(cid: Cid): PeerId[] {
    return this.#with(cid, false)
  }

  /** All tabs that were ever seen with the file, the last seen first. */
  of(cid: Cid): FileHolder[] {
    const live = new Set(this.now(cid))
    return [...(this.#past.get(cid) ?? [])]
      .map(([peerId, lastSeen]) => ({ peerId, lastSeen, now: live.has(peerId) }))
      .sort((a, b) => b.lastSeen - a.lastSeen)
  }

  /** Rows that were not returned yet. */
  takeUnsaved(): FileHolderRow[] {
    const rows = [...this.#unsaved].map(
      ([key, row]): FileHolderRow => ({ ...row, now: this.#shown.has(key) ? 1 : 0 }),
    )
    this.#unsaved.clear()
    return rows
  }

  /** Rows of the holders that were added or removed since the last call. */
  takeChanged(): FileHolderRow[] {
    const shown = new Map(this.#holdings().map(row => [keyOf(row), row]))
    const begun = [...shown].flatMap(([key, row]) => (this.#shown.has(key) ? [] : [row]))
    const ended = [...this.#shown].flatMap(([key, row]) =>
      shown.has(key) ? [] : [{ ...row, now: 0 } as const],
    )
    this.#shown = shown
    return [...begun, ...ended]
  }

  #holdings(): FileHolderRow[] {
    const now = this.#clock.now()
    return [...this.#peers].flatMap(([peerId, peer]) =>
      [...peer.files].flatMap(([cid, holding]) =>
        isThere(peer, holding, true, now) ? [{ cid, peerId, seenAt: holding.seenAt, now: 1 } as const] : [],
      ),
    )
  }

  #with(cid: Cid, whole: boolean): PeerId[] {
    const now = this.#clock.now()
    return [...(this.#byFile.get(cid) ?? [])].filter(peerId => {
      const peer = this.#peers.get(peerId)
      const holding = peer?.files.get(cid)
      return peer && holding && isThere(peer, holding, whole, now)
    })
  }

  #conclude(peerId: PeerId, isProven: boolean, forMs: number): void {
    const peer = this.#peers.get(peerId)
    if (peer) peer.proof = { isProven, until: this.#clock.now() + forMs }
  }

  #hold(peerId: PeerId, peer: Peer, cid: Cid, holding: Holding): void {
    this.#drop(peerId, peer, cid)
    peer.files.set(cid, holding)
    this.#byFile.set(cid, (this.#byFile.get(cid) ?? new Set()).add(peerId))
    this.#holdingsCount++
    const [oldest] = peer.files.keys()
    if (oldest !== undefined && peer.files.size > MAX_HOLDINGS) this.#drop(peerId, peer, oldest)
  }

  #drop(peerId: PeerId, { files }: Peer, cid: Cid): boolean {
    if (!files.delete(cid)) return false
    this.#holdingsCount--
    const holders = this.#byFile.get(cid)
    holders?.delete(peerId)
    if (holders?.size === 0) this.#byFile.delete(cid)
    return true
  }

  /**
   * Forgets the tab that was silent longest among those without a proof, so that invented tabs do not
   * displace real ones.
   */
  #forgetOne(): void {
    const now = this.#clock.now()
    const isIdle = ({ aliveUntil, proof }: Peer) => aliveUntil < now || !proof.isProven || proof.until <= now
    const [peerId, peer] = ([...this.#peers].find(([, each]) => isIdle(each)) ?? [...this.#peers][0]) as [
      PeerId,
      Peer,
    ]
    for (const cid of [...peer.files.keys()]) this.#drop(peerId, peer, cid)
    this.#peers.delete(peerId)
  }

  #remember(cid: Cid, peerId: PeerId, seenAt: number): void {
    const peers = this.#past.get(cid) ?? new Map<PeerId, number>()
    this.#past.delete(cid)
    this.#past.set(cid, peers)
    peers.delete(peerId)
    peers.set(peerId, seenAt)
    if (peers.size > MAX_PAST_HOLDERS) dropOldest(peers)
    if (this.#past.size > MAX_HOLDINGS) dropOldest(this.#past)
  }
}

/** Longer turns make for later doubts. */
const silentMs = ({ turnMs }: Peer) => (turnMs > ANNOUNCE_MS ? SILENT_TURNS * turnMs : SILENT_MS)

/** A tab lists its fetches in every announcement, its files in turn. */
function isThere(peer: Peer, { seenAt, whole }: Holding, wantsWhole: boolean, now: number): boolean {
  if (peer.aliveUntil < now || whole !== wantsWhole) return false
  return now - seenAt <= (whole ? Math.max(HOLDING_MS, 4 * peer.turnMs) : silentMs(peer))
}

function isDoubted({ doubts }: Peer, cid: Cid, now: number): boolean {
  const until = doubts.get(cid)
  if (until === undefined) return false
  if (until > now) return true
  doubts.delete(cid)
  return false
}

const keyOf = ({ cid, peerId }: Pick<FileHolderRow, 'cid' | 'peerId'>) => `${cid} ${peerId}`
