import { Announcer } from '#files/announcer.ts'
import { FileShares } from '#files/file-shares.ts'
import { type FileAnnouncement, Holders } from '#files/holders.ts'
import { type RecordedFile, Replicator } from '#files/replicator.ts'
import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { shuffled } from '#lib/random.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { testCid } from '../test-cid.ts'
import { testPeer } from '../test-peer.ts'
import type { EventClock } from './event-clock.ts'

/** How long an announcement takes to everybody, and a copy from its holder. */
const FLOOD_MS = 500
const COPY_MS = 5_000
/** An announcement without its files, on a link. */
const NEWS_BYTES = 300
const CID_BYTES = 38

export interface SimulatedFilesOptions {
  readonly seed: string
  readonly clock: EventClock
  readonly tabs: number
  readonly files: number
  /** How many tabs hold each file at first. */
  readonly holders: number
  /** How many tabs a tab believes that there are: `living` is right. */
  readonly believes: (tab: number, living: number) => number
}

/**
 * The announcing, counting and copying of files by many tabs, with the product's own code and gossip that
 * reaches everybody. Links, blocks and proofs are simulated: who is asked for a proof gives it if it can.
 */
export class SimulatedFiles {
  readonly tabs = new Map<PeerId, FileTabModel>()
  readonly files: readonly RecordedFile[]
  announcements = 0
  bytes = 0
  probes = 0
  copies = 0
  readonly #options: SimulatedFilesOptions

  constructor(options: SimulatedFilesOptions) {
    this.#options = options
    const random = createSeededRandom(options.seed)
    this.files = Array.from({ length: options.files }, (_, i) => ({
      cid: testCid(`file${i}`),
      name: `file${i}`,
      mediaType: '',
      sizeBytes: 1_000,
    }))
    const ids = Array.from({ length: options.tabs }, (_, i) => testPeer(`tab${i}`))
    const held = new Map(ids.map(id => [id, new Set<Cid>()]))
    for (const { cid } of this.files)
      for (const id of shuffled(ids, random).slice(0, options.holders)) held.get(id)?.add(cid)
    for (const [i, id] of ids.entries())
      this.tabs.set(id, new FileTabModel(this, options, i, id, held.get(id) ?? new Set()))
  }

  /** Tabs open one after the other within a turn. */
  start(): void {
    const random = createSeededRandom(`${this.#options.seed}/start`)
    for (const tab of this.tabs.values()) this.#options.clock.after(random.below(15_000), () => tab.start())
  }

  crash(ids: readonly PeerId[]): void {
    for (const id of ids) {
      this.tabs.get(id)?.stop()
      this.tabs.delete(id)
    }
  }

  announce(from: PeerId, announcement: FileAnnouncement): void {
    const { held, fetching, dropped } = announcement
    this.announcements++
    this.bytes += NEWS_BYTES + CID_BYTES * (held.length + fetching.length + dropped.length)
    this.#options.clock.after(FLOOD_MS, () => {
      for (const tab of this.tabs.values()) if (tab.id !== from) tab.holders.received(from, announcement)
    })
  }

  holdersOf(cid: Cid): PeerId[] {
    return [...this.tabs.values()].flatMap(({ id, held }) => (held.has(cid) ? [id] : []))
  }
}

class FileTabModel {
  readonly holders: Holders
  readonly #announcer: Announcer
  readonly #replicator: Replicator
  readonly #fetching = new Set<Cid>()
  #isAlive = true

  constructor(
    world: SimulatedFiles,
    { clock, seed, believes }: SimulatedFilesOptions,
    number: number,
    readonly id: PeerId,
    readonly held: Set<Cid>,
  ) {
    const random = createSeededRandom(`${seed}/${id}`)
    const holders = new Holders(clock, [])
    this.holders = holders
    const shares = new FileShares({
      self: id,
      holders,
      random,
      isRecorded: () => true,
      extent: () => {
        const tabs = believes(number, world.tabs.size)
        return { tabs, isLarge: tabs >= 100 }
      },
    })
    this.#announcer = new Announcer({
      clock,
      held: () => shares.announced([...held]),
      fetching: () => [...this.#fetching],
      turnMs: () => shares.turnMs(),
      announce: async announcement => world.announce(id, announcement),
    })
    this.#replicator = new Replicator({
      clock,
      random,
      recorded: async () => world.files,
      has: cid => held.has(cid) || this.#fetching.has(cid),
      holding: cid => holders.now(cid),
      proven: cid => holders.proven(cid),
      unprobed: cid => holders.unprobed(cid),
      guards: (cid, fewForMs) => shares.guards(cid, fewForMs),
      fetching: cid => holders.fetching(cid),
      probe: ([peerId], cid) => {
        world.probes++
        if (peerId === undefined) return false
        if (world.tabs.get(peerId)?.held.has(cid)) holders.proved(peerId)
        else holders.unproved(peerId)
        return true
      },
      running: () => this.#fetching.size,
      hasRoom: () => true,
      copy: async ({ cid }) => {
        this.#fetching.add(cid)
        this.#announcer.soon()
        clock.after(COPY_MS, () => {
          this.#fetching.delete(cid)
          if (!this.#isAlive || world.holdersOf(cid).length === 0) return
          held.add(cid)
          world.copies++
          this.#announcer.kept(cid)
        })
      },
    })
  }

  start(): void {
    if (!this.#isAlive) return
    this.#announcer.start()
    this.#replicator.start()
  }

  stop(): void {
    this.#isAlive = false
    this.#announcer.stop()
    this.#replicator.stop()
  }
}
