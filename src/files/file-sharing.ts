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

/** The data of a file that are known before it is here. */
export type FileAbout = Pick<FileRow, 'name' | 'mediaType' | 'sizeBytes'>

/**
 * The files of this tab: the stored ones, those that others hold, and those being fetched. CIDs are checked
 * text (version 1, raw or dag-pb, SHA2-256). It does not read the chain: its dependencies list the recorded
 * files.
 */
export class FileSharing {
  /** Reads complete files. */
  readonly content: FileContent
  readonly #deps: FileSharingDependencies
  readonly #parts: FileParts
  #stop = async () => {}

  private constructor(deps: FileSharingDependencies, parts: FileParts) {
    this.#deps = deps
    this.#parts = parts
    this.content = new FileContent(deps.store, parts.local)
  }

  /** Reads the stored rows. Nothing is fetched, served or announced before `start`. */
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
        // The network's own files work without it; the next fetch tries again.
        start: () => void this.#parts.public.use(this.#parts.choices.public).catch(() => {}),
        stop: () => this.#parts.public.stop(),
      },
      ...[fetches, announcer, replicator],
      periodic(clock, HOLDERS_SAVE_MS, () => void this.#saveHolders(holders.takeUnsaved())),
      periodic(clock, HOLDERS_SHOW_MS, () => void this.#saveHolders(holders.takeChanged())),
    ])
  }

  /** After a failed start the store stays open for the next one. */
  async stop(): Promise<void> {
    try {
      await this.#stop()
    } finally {
      this.#deps.store.close()
    }
  }

  // Reports of the network.

  /**
   * Resolves to whether the announcement concerns a file that the chain records or that is here, or its
   * sender holds such a file. Other files are not remembered, because anybody can invent names.
   */
  async received(peerId: PeerId, { held, fetching, dropped }: FileAnnouncement): Promise<boolean> {
    if (peerId === this.#deps.self) return false
    const { local, holders, fetches, records } = this.#parts
    await records.read()
    const here = new Set(local.rows().map(({ cid }) => cid))
    const matters = (cid: Cid) => records.has(cid) || here.has(cid)
    const about = {
      held: held.filter(matters),
      fetching: fetching.filter(matters),
      dropped: dropped.filter(matters),
    }
    const isAbout = about.held.length + about.fetching.length + about.dropped.length > 0
    if (!isAbout && !holders.knows(peerId)) return false
    fetches.received(peerId, holders.received(peerId, about))
    return true
  }

  /** Announces again the files of these that this tab holds, because other tabs listen from now on. */
  recorded(cids: readonly Cid[]): void {
    const { local, announcer, records } = this.#parts
    records.add(cids)
    for (const cid of cids) if (local.isHeld(cid)) announcer.kept(cid)
  }

  joined(peerId: PeerId): void {
    const { fetches, announcer, shares, holders, neighbours, records } = this.#parts
    fetches.joined(peerId)
    if (!shares.isLarge()) return announcer.soon()
    // A new neighbour may have received what this tab needs to know.
    const unknown = records.all().filter(cid => shares.guards(cid, 0) && holders.now(cid).length === 0)
    void neighbours.askOne(peerId, unknown)
  }

  left(peerId: PeerId): void {
    this.#parts.holders.left(peerId)
    this.#parts.peerBlocks.forget(peerId)
    this.#parts.fetches.left(peerId)
  }

  // Requests of a person.

  rows(): FileRow[] {
    return this.#parts.local.rows().filter(row => row.state !== 'adding')
  }

  row(cid: Cid): FileRow | undefined {
    return this.#parts.local.of(cid)
  }

  /** The number of tabs that claim to hold all of it now, including this one. */
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

  /** Adds a folder with all its content as one file, pinned. */
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

  /** Resolves when the whole file is here; rejects with the reason when the fetch stops. */
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

  /** Resolves to the freed bytes. */
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

  /** The settings, and which of the listed IPFS nodes are linked now. */
  public(): PublicChoice & { readonly reached: readonly string[] } {
    return { ...this.#parts.choices.public, reached: this.#parts.public.reached() }
  }

  async setPublic(choice: PublicChoice): Promise<void> {
    await this.#parts.choices.change({ public: choice })
    await this.#parts.public.use(choice)
  }

  /** The file's row, created if missing. A person's request outranks the network's. */
  async #wanted(cid: Cid, about: FileAbout): Promise<FileRow> {
    const { local, quota } = this.#parts
    const row = local.of(cid)
    if (row) return row
    await quota.free(about.sizeBytes, 'person')
    // Another call may have added the row meanwhile.
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
