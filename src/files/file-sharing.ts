import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { periodic, startAll } from '#lib/startable.ts'
import type { FileHolderRow, FileRow } from '#storage/rows.ts'
import { FileContent } from './file-content.ts'
import { createParts, type FileParts, type FileSharingDependencies } from './file-parts.ts'
import type { FileAnnouncement, FileHolder } from './holders.ts'
import type { FolderFile } from './import-folder.ts'
import { HOLDERS_SAVE_MS, HOLDERS_SHOW_MS, LEAST_QUOTA_BYTES, REPLICAS } from './limits.ts'
import { notHere } from './local-files.ts'
import type { PublicChoice } from './public-choice.ts'

/** What is known of a file before it is here. */
export type FileAbout = Pick<FileRow, 'name' | 'mediaType' | 'sizeBytes'>

/**
 * The files of this tab: what is here, what others hold, and what is on its way. CIDs are text and were
 * checked (version 1, raw or dag-pb, SHA2-256). It knows no chain: which files are recorded it is told.
 */
export class FileSharing {
  /** Reads what is here as a whole. */
  readonly content: FileContent
  readonly #deps: FileSharingDependencies
  readonly #parts: FileParts
  #stop = async () => {}

  private constructor(deps: FileSharingDependencies, parts: FileParts) {
    this.#deps = deps
    this.#parts = parts
    this.content = new FileContent(deps.store, parts.local)
  }

  /** Reads what is here. Nothing is fetched, served or announced before `start`. */
  static async open(deps: FileSharingDependencies): Promise<FileSharing> {
    return new FileSharing(deps, await createParts(deps))
  }

  async start(): Promise<void> {
    const { clock } = this.#deps
    const { holders, peerBlocks, fetches, announcer, replicator } = this.#parts
    this.#stop = await startAll([
      { stop: () => this.#saveHolders(holders.takeUnsaved()) },
      peerBlocks,
      {
        // Without it the network's own files go on; a fetch tries again.
        start: () => void this.#parts.public.use(this.#parts.choices.public).catch(() => {}),
        stop: () => this.#parts.public.stop(),
      },
      ...[fetches, announcer, replicator],
      periodic(clock, HOLDERS_SAVE_MS, () => void this.#saveHolders(holders.takeUnsaved())),
      periodic(clock, HOLDERS_SHOW_MS, () => void this.#saveHolders(holders.takeChanged())),
    ])
  }

  /** After a start that failed the store is still open, for the next one. */
  async stop(): Promise<void> {
    try {
      await this.#stop()
    } finally {
      this.#deps.store.close()
    }
  }

  // What the network reports.

  /**
   * Resolves to whether it says something of a file that the chain records or that is here, or comes from a
   * holder of such a file. Of all other files nothing is remembered: anybody can name what does not exist.
   */
  async heard(peerId: PeerId, { held, fetching, dropped }: FileAnnouncement): Promise<boolean> {
    if (peerId === this.#deps.self) return false
    const { local, holders, fetches } = this.#parts
    const files = [...(await this.#deps.recorded()), ...local.rows()]
    const mattering = new Set(files.map(({ cid }) => cid))
    const matters = (cid: Cid) => mattering.has(cid)
    const about = {
      held: held.filter(matters),
      fetching: fetching.filter(matters),
      dropped: dropped.filter(matters),
    }
    const isAbout = about.held.length + about.fetching.length + about.dropped.length > 0
    if (!isAbout && !holders.knows(peerId)) return false
    fetches.heard(peerId, holders.heard(peerId, about))
    return true
  }

  /** Others listen from now on: what this tab holds of these it says again. */
  recorded(cids: readonly Cid[]): void {
    const { local, announcer } = this.#parts
    for (const cid of cids) if (local.isHeld(cid)) announcer.kept(cid)
  }

  joined(peerId: PeerId): void {
    this.#parts.fetches.joined(peerId)
    this.#parts.announcer.soon()
  }

  left(peerId: PeerId): void {
    this.#parts.holders.left(peerId)
    this.#parts.peerBlocks.forget(peerId)
    this.#parts.fetches.left(peerId)
  }

  // What a person asks.

  rows(): FileRow[] {
    return this.#parts.local.rows().filter(row => row.state !== 'adding')
  }

  row(cid: Cid): FileRow | undefined {
    return this.#parts.local.of(cid)
  }

  /** Tabs that hold all of it now, as they say, and this one too. */
  replicas(cid: Cid): number {
    return this.#parts.holders.now(cid).length + Number(this.#parts.local.isHeld(cid))
  }

  holders(cid: Cid): FileHolder[] {
    const { local, holders } = this.#parts
    const self = { peerId: this.#deps.self, now: true, lastSeen: this.#deps.clock.now() }
    return [...(local.isHeld(cid) ? [self] : []), ...holders.of(cid)]
  }

  /** Adds a file, pinned. */
  async add(file: Blob, about: Omit<FileAbout, 'sizeBytes'>, signal: AbortSignal): Promise<FileRow> {
    return this.#added(await this.#parts.importer.add(file, about, signal))
  }

  /** Adds a folder with all that is in it as one file, pinned. */
  async addFolder(
    files: readonly FolderFile[],
    about: Omit<FileAbout, 'sizeBytes'>,
    signal: AbortSignal,
  ): Promise<FileRow> {
    return this.#added(await this.#parts.importer.addFolder(files, about, signal))
  }

  /** Adds the file of a CAR, pinned. */
  async addCar(car: Blob, about: Omit<FileAbout, 'sizeBytes'>, signal: AbortSignal): Promise<FileRow> {
    return this.#added(await this.#parts.importer.addCar(car, about, signal))
  }

  /** Resolves when all of the file is here; rejects with the reason when nothing more comes. */
  async fetch(cid: Cid, about: FileAbout, signal?: AbortSignal): Promise<FileRow> {
    const row = await this.#wanted(cid, about)
    if (row.state !== 'held') await this.#parts.fetches.fetch(row, signal)
    return this.#parts.local.whole(cid)
  }

  async pin(cid: Cid, about: FileAbout, pinned: boolean): Promise<void> {
    const { local, fetches } = this.#parts
    if (!pinned) {
      const row = local.of(cid)
      if (row) await local.change(row.id, { pinned })
      return
    }
    const row = await this.#wanted(cid, about)
    await local.change(row.id, { pinned, cause: 'person' })
    if (row.state !== 'held') fetches.fetch(row).catch(() => {})
  }

  /** Resolves to the bytes that this freed. */
  async drop(cid: Cid): Promise<number> {
    await this.#parts.fetches.drop(cid)
    const row = this.#parts.local.of(cid)
    if (!row) throw notHere()
    return this.#parts.remove(row, 'dropped here')
  }

  quota() {
    const rows = this.rows()
    const pinned = rows.filter(row => row.pinned)
    return {
      quotaBytes: this.#parts.choices.quotaBytes,
      usedBytes: this.#parts.local.usedBytes(),
      pinnedBytes: pinned.reduce((sum, row) => sum + row.storedBytes, 0),
      files: rows.filter(row => row.state === 'held').length,
      replicas: REPLICAS,
    }
  }

  async setQuota(bytes: number): Promise<void> {
    await this.#parts.choices.change({ quotaBytes: Math.max(LEAST_QUOTA_BYTES, bytes) })
    await this.#parts.quota.enforce()
  }

  /** What was chosen, and which of the chosen IPFS nodes are linked now. */
  public(): PublicChoice & { readonly reached: readonly string[] } {
    return { ...this.#parts.choices.public, reached: this.#parts.public.reached() }
  }

  async setPublic(choice: PublicChoice): Promise<void> {
    await this.#parts.choices.change({ public: choice })
    await this.#parts.public.use(choice)
  }

  /** Its row, made if there is none. A person's wish outranks the network's. */
  async #wanted(cid: Cid, about: FileAbout): Promise<FileRow> {
    const { local, quota } = this.#parts
    const row = local.of(cid)
    if (row) return row
    await quota.free(about.sizeBytes, 'person')
    // Somebody else may have asked while room was made.
    return local.of(cid) ?? local.addFetched({ ...about, cid }, 'person', this.#deps.clock.now())
  }

  #added(row: FileRow): FileRow {
    this.#parts.announcer.kept(row.cid)
    this.#deps.onKept(row, 'self')
    return row
  }

  async #saveHolders(rows: readonly FileHolderRow[]): Promise<void> {
    if (rows.length > 0) await this.#deps.store.putHolders(rows).catch(this.#deps.onFault)
  }
}
