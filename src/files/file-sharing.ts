import type { Libp2p } from '@libp2p/interface'
import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { FileHolderRow, FileRow } from '#storage/rows.ts'
import { Announcer } from './announcer.ts'
import { startBitswap } from './bitswap.ts'
import { exportCar } from './car.ts'
import { Exchange } from './exchange.ts'
import { Fetches } from './fetches.ts'
import { FileError } from './file-error.ts'
import { type FileAnnouncement, type FileHolder, Holders } from './holders.ts'
import type { FolderFile } from './import-folder.ts'
import { Intake } from './intake.ts'
import { Keeper, type RecordedFile } from './keeper.ts'
import {
  DEFAULT_QUOTA_BYTES,
  DEFAULT_QUOTA_SHARE,
  HOLDERS_SAVE_MS,
  HOLDERS_SHOW_MS,
  LEAST_QUOTA_BYTES,
  MAX_WHOLE_BYTES,
  REPLICAS,
} from './limits.ts'
import { Prober } from './prober.ts'
import { DEFAULT_PUBLIC, type PublicChoice } from './public-choice.ts'
import { PublicIpfs } from './public-ipfs.ts'
import { readFile } from './read-file.ts'
import { entryAt, type FolderEntry, readEntry } from './read-folder.ts'
import { Room } from './room.ts'
import { Shelf } from './shelf.ts'
import { Unasked } from './unasked.ts'

/** What a person chooses about files; kept by whoever made the room. */
export interface FileChoices {
  readonly quotaBytes: number
  readonly public: PublicChoice
}

/** Unless the person chooses otherwise; `browserBytes` is what the browser gives all of the app. */
export function firstChoices(browserBytes: number): FileChoices {
  const share = Math.floor(browserBytes * DEFAULT_QUOTA_SHARE)
  const quotaBytes = Math.max(LEAST_QUOTA_BYTES, Math.min(DEFAULT_QUOTA_BYTES, share))
  return { quotaBytes, public: DEFAULT_PUBLIC }
}

export interface FileSharingDependencies {
  /** The node's own, started and stopped by the node. */
  readonly libp2p: Libp2p
  readonly store: FileStore
  readonly clock: Clock
  readonly random: Random
  readonly self: PeerId
  /** Peers that are linked and have shaken hands. */
  readonly linked: () => readonly PeerId[]
  readonly connect: (peerId: PeerId) => Promise<void>
  readonly announce: (announcement: FileAnnouncement) => Promise<unknown>
  /** Files that the chain records, the newest first. */
  readonly recorded: () => Promise<readonly RecordedFile[]>
  readonly choices: FileChoices
  readonly saveChoices: (choices: FileChoices) => Promise<void>
  /** A peer sent a block that it was not asked for. */
  readonly onUnasked: (peerId: PeerId, message: string) => void
  /** A gateway or an IPFS node of the public IPFS gave other bytes than asked for. */
  readonly onLie: (source: string) => void
  readonly onKept: (row: FileRow, from: 'self' | 'network') => void
  readonly onUnavailable: (row: FileRow, error: FileError) => void
  readonly onRemoved: (row: FileRow, reason: string) => void
  readonly onFault: (error: unknown) => void
}

/** What is known of a file before it is here. */
export type FileAbout = Pick<FileRow, 'name' | 'mediaType' | 'sizeBytes'>

/**
 * The files of this tab: puts together what is here, what others hold, and what is on its way. CIDs are text and were checked (version 1, raw or dag-pb, SHA2-256). It
 * knows no chain: that a file is recorded it is told.
 */
export class FileSharing {
  readonly #deps: FileSharingDependencies
  readonly #shelf: Shelf
  readonly #holders: Holders
  readonly #exchange: Exchange
  readonly #unasked: Unasked
  readonly #fetches: Fetches
  readonly #announcer: Announcer
  readonly #keeper: Keeper
  readonly #room: Room
  readonly #intake: Intake
  readonly #public: PublicIpfs
  #choices: FileChoices
  #cancelSave: Cancel = () => {}
  #cancelShow: Cancel = () => {}

  private constructor(deps: FileSharingDependencies, shelf: Shelf, holders: Holders) {
    const { clock, store } = deps
    this.#deps = deps
    // What was chosen before there were peers has none.
    this.#choices = { ...deps.choices, public: { ...DEFAULT_PUBLIC, ...deps.choices.public } }
    this.#shelf = shelf
    this.#holders = holders
    this.#exchange = new Exchange({
      bitswap: () => startBitswap(deps.libp2p, store),
      onUnasked: (peerId, digest, cid) => this.#unasked.came(peerId, digest, cid),
    })
    this.#unasked = new Unasked({
      clock,
      isKnown: async digest => this.#fetches.knows(digest) || (await store.block(digest)) !== undefined,
      onMisconduct: (peerId, cid) => deps.onUnasked(peerId, `block ${cid}, which it was not asked for`),
    })
    this.#room = new Room({
      shelf,
      quotaBytes: () => this.#choices.quotaBytes,
      // What others only say must not make this tab let go of a copy.
      replicas: cid => this.#holders.proven(cid).length + this.#own(cid),
      remove: (row, reason) => this.#remove(row, reason),
    })
    this.#public = new PublicIpfs({
      store,
      clock,
      onNews: () => this.#fetches.goOn(),
      onLie: deps.onLie,
    })
    this.#fetches = this.#createFetches()
    this.#announcer = new Announcer({
      clock,
      held: () => shelf.held(),
      fetching: () => this.#fetches.running(),
      tell: deps.announce,
    })
    this.#intake = new Intake({ store, shelf, clock, room: this.#room, drop: cid => this.#fetches.drop(cid) })
    this.#keeper = this.#createKeeper()
  }

  /** Reads what is here. Nothing is fetched, served or told before `start`. */
  static async open(deps: FileSharingDependencies): Promise<FileSharing> {
    return new FileSharing(
      deps,
      await Shelf.open(deps.store),
      new Holders(deps.clock, await deps.store.holders()),
    )
  }

  async start(): Promise<void> {
    await this.#exchange.start()
    // Without it the network's own files go on; a fetch tries again.
    this.#public.use(this.#choices.public).catch(() => {})
    this.#fetches.start()
    this.#announcer.start()
    this.#keeper.start()
    const { clock } = this.#deps
    this.#cancelSave = clock.every(HOLDERS_SAVE_MS, () => void this.#saveHolders(this.#holders.takeUnsaved()))
    this.#cancelShow = clock.every(HOLDERS_SHOW_MS, () => void this.#saveHolders(this.#holders.takeChanged()))
  }

  async stop(): Promise<void> {
    this.#cancelSave()
    this.#cancelShow()
    this.#keeper.stop()
    this.#announcer.stop()
    await this.#fetches.stop()
    await this.#public.stop()
    await this.#exchange.stop()
    await this.#saveHolders(this.#holders.takeUnsaved())
    this.#deps.store.close()
  }

  // What the network tells.

  /**
   * Resolves to whether it says something of a file that the chain records or that is here, or comes from a holder of such a file. Of all other files nothing is
   * remembered: anybody can name what does not exist.
   */
  async heard(peerId: PeerId, { held, fetching, dropped }: FileAnnouncement): Promise<boolean> {
    if (peerId === this.#deps.self) return false
    const files = [...(await this.#deps.recorded()), ...this.#shelf.rows()]
    const mattering = new Set(files.map(({ cid }) => cid))
    const matters = (cid: string) => mattering.has(cid)
    const about = {
      held: held.filter(matters),
      fetching: fetching.filter(matters),
      dropped: dropped.filter(matters),
    }
    const isAbout = about.held.length + about.fetching.length + about.dropped.length > 0
    if (!isAbout && !this.#holders.knows(peerId)) return false
    this.#fetches.heard(peerId, this.#holders.heard(peerId, about))
    return true
  }

  /** Others listen from now on: what this tab holds of these it says again. */
  recorded(cids: readonly string[]): void {
    for (const cid of cids) if (this.#own(cid) > 0) this.#announcer.kept(cid)
  }

  joined(peerId: PeerId): void {
    this.#fetches.joined(peerId)
    this.#announcer.soon()
  }

  left(peerId: PeerId): void {
    this.#holders.left(peerId)
    this.#exchange.forget(peerId)
    this.#fetches.left(peerId)
  }

  // What a person asks.

  rows(): FileRow[] {
    return this.#shelf.rows().filter(row => row.state !== 'adding')
  }

  row(cid: string): FileRow | undefined {
    return this.#shelf.of(cid)
  }

  /** Tabs that hold all of it now, as they say, and this one too. */
  replicas(cid: string): number {
    return this.#holders.now(cid).length + this.#own(cid)
  }

  holders(cid: string): FileHolder[] {
    const own = this.#shelf.of(cid)?.state === 'held'
    const self = { peerId: this.#deps.self, now: true, lastSeen: this.#deps.clock.now() }
    return [...(own ? [self] : []), ...this.#holders.of(cid)]
  }

  /** Adds a file, pinned. */
  async add(file: Blob, about: Omit<FileAbout, 'sizeBytes'>, signal: AbortSignal): Promise<FileRow> {
    return this.#taken(await this.#intake.add(file, about, signal))
  }

  /** Adds a folder with all that is in it as one file, pinned. */
  async addFolder(
    files: readonly FolderFile[],
    about: Omit<FileAbout, 'sizeBytes'>,
    signal: AbortSignal,
  ): Promise<FileRow> {
    return this.#taken(await this.#intake.addFolder(files, about, signal))
  }

  /** Adds the file of a CAR, pinned. */
  async addCar(car: Blob, about: Omit<FileAbout, 'sizeBytes'>, signal: AbortSignal): Promise<FileRow> {
    return this.#taken(await this.#intake.addCar(car, about, signal))
  }

  /** Resolves when all of the file is here; rejects with the reason when nothing more comes. */
  async fetch(cid: string, about: FileAbout, signal?: AbortSignal): Promise<FileRow> {
    const row = await this.#wanted(cid, about)
    if (row.state !== 'held') await this.#fetches.fetch(row, signal)
    return this.#here(cid)
  }

  async pin(cid: string, about: FileAbout, pinned: boolean): Promise<void> {
    if (!pinned) {
      const row = this.#shelf.of(cid)
      if (row) await this.#shelf.change(row.id, { pinned })
      return
    }
    const row = await this.#wanted(cid, about)
    await this.#shelf.change(row.id, { pinned, cause: 'person' })
    if (row.state !== 'held') this.#fetches.fetch(row).catch(() => {})
  }

  /** Resolves to the bytes that this freed. */
  async drop(cid: string): Promise<number> {
    await this.#fetches.drop(cid)
    const row = this.#shelf.of(cid)
    if (!row) throw notHere()
    return this.#remove(row, 'dropped here')
  }

  /** All of a file that is here. */
  async blob(cid: string, mediaType: string, signal: AbortSignal): Promise<Blob> {
    const { sizeBytes } = this.#here(cid)
    if (sizeBytes > MAX_WHOLE_BYTES) {
      throw new FileError(
        'FILE_TOO_LARGE',
        `cid: the file has ${sizeBytes} bytes, more than are handed over in one piece; read it in parts`,
      )
    }
    const parts: Blob[] = []
    for await (const bytes of readFile(this.#deps.store, cid, { offset: 0 }, signal)) {
      // A blob of its own each, so that the browser may put it on the disk at once.
      parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
    }
    return new Blob(parts, { type: mediaType })
  }

  /** At most `length` bytes from `offset`, of the file itself or of what is at a path of the folder that it is. */
  async read(
    cid: string,
    {
      path = '',
      offset,
      length,
    }: { readonly path?: string; readonly offset: number; readonly length: number },
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array; sizeBytes: number }> {
    const { store } = this.#deps
    const { sizeBytes: wholeBytes } = this.#here(cid)
    const entry = path === '' ? undefined : await entryAt(store, cid, path, signal)
    const sizeBytes = entry ? Number(entry.size) : wholeBytes
    if (offset > sizeBytes) {
      throw new FileError(
        'BAD_RANGE',
        `offset: the file has ${sizeBytes} bytes, and ${offset} is behind its end`,
      )
    }
    const bytes = new Uint8Array(Math.min(length, sizeBytes - offset))
    const root = entry?.cid.toString() ?? cid
    let at = 0
    for await (const part of readFile(store, root, { offset, length: bytes.length }, signal)) {
      bytes.set(part, at)
      at += part.length
    }
    return { bytes, sizeBytes }
  }

  /** What is at a path of a folder that is here; an empty path is the folder, or the file, itself. */
  async entry(cid: string, path: string, signal: AbortSignal): Promise<FolderEntry> {
    this.#here(cid)
    return readEntry(this.#deps.store, cid, path, signal)
  }

  async toCar(cid: string, signal: AbortSignal): Promise<Blob> {
    this.#here(cid)
    return exportCar(this.#deps.store, cid, signal)
  }

  quota() {
    const rows = this.rows()
    const pinned = rows.filter(row => row.pinned)
    return {
      quotaBytes: this.#choices.quotaBytes,
      usedBytes: this.#shelf.usedBytes(),
      pinnedBytes: pinned.reduce((sum, row) => sum + row.storedBytes, 0),
      files: rows.filter(row => row.state === 'held').length,
      replicas: REPLICAS,
    }
  }

  async setQuota(bytes: number): Promise<void> {
    await this.#choose({ ...this.#choices, quotaBytes: Math.max(LEAST_QUOTA_BYTES, bytes) })
    await this.#room.shrink()
  }

  /** What was chosen, and which of the chosen IPFS nodes are linked now. */
  public(): PublicChoice & { readonly reached: readonly string[] } {
    return { ...this.#choices.public, reached: this.#public.reached() }
  }

  async setPublic(choice: PublicChoice): Promise<void> {
    await this.#choose({ ...this.#choices, public: choice })
    await this.#public.use(choice)
  }

  async #choose(choices: FileChoices): Promise<void> {
    this.#choices = choices
    await this.#deps.saveChoices(choices)
  }

  /** Its row, made if there is none. A person's wish outranks the network's. */
  async #wanted(cid: string, { sizeBytes, ...about }: FileAbout): Promise<FileRow> {
    const row = this.#shelf.of(cid)
    if (row) return row
    await this.#room.make(sizeBytes, 'person')
    // Somebody else may have asked while room was made.
    return this.#shelf.of(cid) ?? this.#shelf.add(this.#fresh(cid, { ...about, sizeBytes }, 'person'))
  }

  #fresh(cid: string, about: FileAbout, cause: FileRow['cause']) {
    return {
      ...about,
      cid,
      cause,
      state: 'fetching',
      pinned: false,
      addedAt: this.#deps.clock.now(),
    } as const
  }

  /** This tab's own copy. */
  #own(cid: string): number {
    return this.#shelf.of(cid)?.state === 'held' ? 1 : 0
  }

  #here(cid: string): FileRow {
    const row = this.#shelf.of(cid)
    if (row?.state !== 'held') throw notHere()
    return row
  }

  #taken(row: FileRow): FileRow {
    this.#announcer.kept(row.cid)
    this.#deps.onKept(row, 'self')
    return row
  }

  async #remove(row: FileRow, reason: string): Promise<number> {
    const freed = await this.#shelf.remove(row.id)
    if (row.state === 'held') this.#announcer.dropped(row.cid)
    this.#deps.onRemoved(row, reason)
    return freed
  }

  async #saveHolders(rows: readonly FileHolderRow[]): Promise<void> {
    if (rows.length > 0) await this.#deps.store.putHolders(rows).catch(this.#deps.onFault)
  }

  #createFetches(): Fetches {
    const { clock, store, linked, connect, onKept, onUnavailable, onFault } = this.#deps
    return new Fetches({
      clock,
      store,
      shelf: this.#shelf,
      exchange: this.#exchange,
      holders: this.#holders,
      linked,
      connect,
      elsewhere: search => this.#public.find(search),
      most: cause => this.#room.most(cause),
      onHeld: row => {
        this.#announcer.kept(row.cid)
        onKept(row, 'network')
      },
      onStopped: onUnavailable,
      onFault,
    })
  }

  #createKeeper(): Keeper {
    const { clock, random, recorded, linked, connect } = this.#deps
    const prober = new Prober({
      clock,
      random,
      exchange: this.#exchange,
      holders: this.#holders,
      linked,
      connect,
    })
    return new Keeper({
      clock,
      random,
      recorded,
      has: cid => this.#shelf.of(cid) !== undefined,
      holding: cid => this.#holders.now(cid),
      proven: cid => this.#holders.proven(cid),
      unasked: cid => this.#holders.unasked(cid),
      fetching: cid => this.#holders.fetching(cid),
      probe: (peerIds, cid) => prober.probe(peerIds, cid),
      running: () => this.#fetches.running().length,
      hasRoom: bytes => bytes <= this.#room.most('network'),
      copy: async file => {
        await this.#room.make(file.sizeBytes, 'network')
        const row = await this.#shelf.add(this.#fresh(file.cid, file, 'network'))
        this.#announcer.soon()
        this.#fetches.fetch(row).catch(() => {})
      },
    })
  }
}

const notHere = () => new FileError('FILE_NOT_HERE', 'cid: the file is not here; fetch it first')
