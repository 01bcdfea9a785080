import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { FileHolderRow } from '#storage/rows.ts'
import {
  DOUBT_MS,
  HOLDING_MS,
  MAX_ALL_HOLDINGS,
  MAX_HOLDERS,
  MAX_HOLDINGS,
  MAX_PAST_HOLDERS,
  MAX_UNSAVED_HOLDERS,
  PROVEN_MS,
  SILENT_AFTER_LEFT_MS,
  SILENT_MS,
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
}

interface Holding {
  seenAt: number
  /** False while the tab only fetches the file. */
  whole: boolean
}

interface Peer {
  /** After this time without an announcement it counts as holding nothing. */
  aliveUntil: number
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
  received(peerId: PeerId, { held, fetching, dropped }: FileAnnouncement): Cid[] {
    const now = this.#clock.now()
    const peer = this.#peers.get(peerId) ?? {
      aliveUntil: 0,
      files: new Map(),
      doubts: new Map(),
      proof: NOT_PROBED,
    }
    const isBack = peer.aliveUntil < now
    // Moved to the end, because the tabs that were silent longest are forgotten first.
    this.#peers.delete(peerId)
    this.#peers.set(peerId, peer)
    peer.aliveUntil = now + SILENT_MS
    if (this.#peers.size > MAX_HOLDERS) this.#forgetOne()

    const news = new Set(isBack ? peer.files.keys() : [])
    for (const cid of dropped) if (this.#drop(peer, cid)) news.add(cid)
    for (const cid of fetching)
      if (!peer.files.get(cid)?.whole) this.#hold(peer, cid, { seenAt: now, whole: false })
    for (const cid of held) {
      if (isDoubted(peer, cid, now)) continue
      if (!peer.files.get(cid)?.whole) news.add(cid)
      this.#hold(peer, cid, { seenAt: now, whole: true })
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

  /** The link with a peer was lost. If the peer is still there, others soon relay its announcements. */
  left(peerId: PeerId): void {
    const peer = this.#peers.get(peerId)
    if (peer) peer.aliveUntil = Math.min(peer.aliveUntil, this.#clock.now() + SILENT_AFTER_LEFT_MS)
  }

  /**
   * The peer was asked and does not have or send the file. If it had announced the file, its announcements of
   * it are ignored for a while.
   */
  lacks(peerId: PeerId, cid: Cid): void {
    const peer = this.#peers.get(peerId)
    const before = peer?.files.get(cid)
    if (!peer || !before) return
    this.#drop(peer, cid)
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
    return [...this.#peers].flatMap(([peerId, { aliveUntil, files }]) => {
      if (aliveUntil < now) return []
      return [...files].flatMap(([cid, { whole, seenAt }]) =>
        whole && now - seenAt <= HOLDING_MS ? [{ cid, peerId, seenAt, now: 1 } as const] : [],
      )
    })
  }

  #with(cid: Cid, whole: boolean): PeerId[] {
    const now = this.#clock.now()
    return [...this.#peers].flatMap(([peerId, { aliveUntil, files }]) => {
      const holding = files.get(cid)
      // A tab lists its fetches in every announcement, its files in turn.
      const isThere =
        aliveUntil >= now &&
        holding?.whole === whole &&
        now - holding.seenAt <= (whole ? HOLDING_MS : SILENT_MS)
      return isThere ? [peerId] : []
    })
  }

  #conclude(peerId: PeerId, isProven: boolean, forMs: number): void {
    const peer = this.#peers.get(peerId)
    if (peer) peer.proof = { isProven, until: this.#clock.now() + forMs }
  }

  #hold(peer: Peer, cid: Cid, holding: Holding): void {
    this.#drop(peer, cid)
    peer.files.set(cid, holding)
    this.#holdingsCount++
    const [oldest] = peer.files.keys()
    if (oldest !== undefined && peer.files.size > MAX_HOLDINGS) this.#drop(peer, oldest)
  }

  #drop({ files }: Peer, cid: Cid): boolean {
    if (!files.delete(cid)) return false
    this.#holdingsCount--
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
    this.#peers.delete(peerId)
    this.#holdingsCount -= peer.files.size
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

function isDoubted({ doubts }: Peer, cid: Cid, now: number): boolean {
  const until = doubts.get(cid)
  if (until === undefined) return false
  if (until > now) return true
  doubts.delete(cid)
  return false
}

const keyOf = ({ cid, peerId }: Pick<FileHolderRow, 'cid' | 'peerId'>) => `${cid} ${peerId}`
