import type { Libp2p } from '@libp2p/interface'
import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { FileRow } from '#storage/rows.ts'
import { Announcer } from './announcer.ts'
import { startBitswap } from './bitswap.ts'
import { Fetches } from './fetches.ts'
import { CurrentChoices, type FileChoices } from './file-choices.ts'
import type { FileError } from './file-error.ts'
import { FileImporter } from './file-importer.ts'
import { FileQuota } from './file-quota.ts'
import { FileShares, type NetworkExtent } from './file-shares.ts'
import { type FileAnnouncement, Holders } from './holders.ts'
import { LocalFiles } from './local-files.ts'
import { NeighboursNews } from './neighbours-news.ts'
import { PeerBlocks } from './peer-blocks.ts'
import { Prober } from './prober.ts'
import { PublicIpfs } from './public-ipfs.ts'
import { RecordedCids } from './recorded-cids.ts'
import { type RecordedFile, Replicator } from './replicator.ts'
import { UnrequestedBlocks } from './unrequested-blocks.ts'

export interface FileSharingDependencies {
  /** The node's libp2p, which the node starts and stops. */
  readonly libp2p: Libp2p
  readonly store: FileStore
  readonly clock: Clock
  readonly random: Random
  readonly self: PeerId
  /** Linked peers that completed the handshake. */
  readonly linked: () => readonly PeerId[]
  readonly connect: (peerId: PeerId) => Promise<void>
  readonly announce: (announcement: FileAnnouncement) => Promise<unknown>
  /** Asks a linked peer for the announcements that it received of holders of these files. */
  readonly requestNews: (peerId: PeerId, cids: readonly Cid[]) => Promise<void>
  readonly extent: () => NetworkExtent
  /** Files that the chain records, the newest first. */
  readonly recorded: () => Promise<readonly RecordedFile[]>
  readonly choices: FileChoices
  readonly saveChoices: (choices: FileChoices) => Promise<void>
  /** A peer sent a block that was not requested. */
  readonly onUnrequested: (peerId: PeerId, message: string) => void
  /** A gateway or a node of the public IPFS sent bytes that do not match the CID. */
  readonly onLie: (source: string) => void
  readonly onKept: (row: FileRow, from: 'self' | 'network') => void
  readonly onUnavailable: (row: FileRow, error: FileError) => void
  readonly onRemoved: (row: FileRow, reason: string) => void
  readonly onFault: (error: unknown) => void
}

/** The parts that share files. */
export interface FileParts {
  readonly choices: CurrentChoices
  readonly local: LocalFiles
  readonly holders: Holders
  readonly peerBlocks: PeerBlocks
  readonly public: PublicIpfs
  readonly quota: FileQuota
  readonly fetches: Fetches
  readonly announcer: Announcer
  readonly neighbours: NeighboursNews
  readonly shares: FileShares
  readonly records: RecordedCids
  readonly importer: FileImporter
  readonly replicator: Replicator
  /** Removes a file, and resolves to the freed bytes. */
  remove(row: FileRow, reason: string): Promise<number>
}

/** Reads the stored files and connects the parts, without starting them. */
export async function createParts(deps: FileSharingDependencies): Promise<FileParts> {
  const { clock, store } = deps
  const local = await LocalFiles.open(store)
  const holders = new Holders(clock, await store.holders())
  const choices = new CurrentChoices(deps.choices, deps.saveChoices)
  const records = new RecordedCids(deps.recorded)
  const shares = new FileShares({ ...deps, holders, isRecorded: cid => records.has(cid) })
  const neighbours = new NeighboursNews({
    ...deps,
    isLarge: () => shares.isLarge(),
    request: deps.requestNews,
  })
  const announcer = new Announcer({
    clock,
    held: () => shares.announced(local.held()),
    // In a large network only the copies that the network asked for concern others.
    fetching: () => fetches.running().filter(cid => !shares.isLarge() || local.of(cid)?.cause === 'network'),
    turnMs: () => shares.turnMs(),
    announce: deps.announce,
  })
  const remove = async (row: FileRow, reason: string) => {
    const freed = await local.remove(row.id)
    if (row.state === 'held') announcer.dropped(row.cid)
    deps.onRemoved(row, reason)
    return freed
  }
  const quota = new FileQuota({
    local,
    remove,
    quotaBytes: () => choices.quotaBytes,
    // Unproven claims of others must not make this tab drop a copy.
    replicas: cid => holders.proven(cid).length + Number(local.isHeld(cid)),
  })
  const publicIpfs = new PublicIpfs({ store, clock, onNews: () => fetches.goOn(), onLie: deps.onLie })
  const peerBlocks = createPeerBlocks(deps, digest => fetches.knows(digest))
  const fetches = new Fetches({
    ...{ clock, store, local, peerBlocks, holders, linked: deps.linked, connect: deps.connect },
    elsewhere: search => publicIpfs.find(search),
    askNeighbours: cids => neighbours.ask(cids),
    available: cause => quota.available(cause),
    onHeld: row => {
      announcer.kept(row.cid)
      deps.onKept(row, 'network')
    },
    onStopped: deps.onUnavailable,
    onFault: deps.onFault,
  })
  const importer = new FileImporter({ store, local, clock, quota, drop: cid => fetches.drop(cid) })
  const parts = {
    choices,
    local,
    holders,
    peerBlocks,
    public: publicIpfs,
    quota,
    fetches,
    announcer,
    neighbours,
    shares,
    records,
    importer,
  }
  return {
    ...parts,
    remove,
    replicator: createReplicator({ ...deps, recorded: () => records.read() }, parts),
  }
}

function createPeerBlocks(
  { libp2p, store, clock, onUnrequested }: FileSharingDependencies,
  isFetched: (digest: string) => boolean,
): PeerBlocks {
  const unrequested = new UnrequestedBlocks({
    clock,
    isKnown: async digest => isFetched(digest) || (await store.block(digest)) !== undefined,
    onMisconduct: (peerId, cid) => onUnrequested(peerId, `block ${cid}, which was not requested`),
  })
  return new PeerBlocks({
    bitswap: () => startBitswap(libp2p, store),
    onUnrequested: (peerId, digest, cid) => unrequested.received(peerId, digest, cid),
  })
}

function createReplicator(
  { clock, random, recorded, linked, connect }: FileSharingDependencies,
  { local, holders, peerBlocks, quota, fetches, announcer, shares }: Omit<FileParts, 'replicator' | 'remove'>,
): Replicator {
  const prober = new Prober({ clock, random, peerBlocks, holders, linked, connect })
  return new Replicator({
    ...{ clock, random, recorded },
    has: cid => local.of(cid) !== undefined,
    holding: cid => holders.now(cid),
    proven: cid => holders.proven(cid),
    unprobed: cid => holders.unprobed(cid),
    guards: (cid, fewForMs) => shares.guards(cid, fewForMs),
    fetching: cid => holders.fetching(cid),
    probe: (peerIds, cid) => prober.probe(peerIds, cid),
    running: () => fetches.running().length,
    hasRoom: bytes => bytes <= quota.available('network'),
    copy: async file => {
      await quota.free(file.sizeBytes, 'network')
      const row = await local.addFetched(file, 'network', clock.now())
      announcer.soon()
      fetches.fetch(row).catch(() => {})
    },
  })
}
