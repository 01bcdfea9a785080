import { IDBFactory } from 'fake-indexeddb'
import type { FileChoices } from '#files/file-choices.ts'
import type { FileSharingDependencies } from '#files/file-parts.ts'
import { FileSharing } from '#files/file-sharing.ts'
import { DEFAULT_PUBLIC } from '#files/public-choice.ts'
import type { RecordedFile } from '#files/replicator.ts'
import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Network, NetworkExtent } from '#network/network.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import { createFileStore, type FileStore } from '#storage/file-store.ts'
import { openFilesDatabase } from '#storage/schema.ts'
import type { LinkHub } from './link-hub.ts'
import { type RecordingHandlers, startNetworkNode } from './network-node.ts'
import { createSeededRandom } from './seeded-random.ts'

/**
 * A tab's file sharing over real libp2p and bitswap, on links of the hub; without a chain: `recorded` stands
 * for its records.
 */
export interface FileTab {
  readonly peerId: PeerId
  readonly network: Network
  readonly handlers: RecordingHandlers
  readonly files: FileSharing
  readonly store: FileStore
  /** Reports of the file sharing: `kept`, `unavailable`, `removed`, `unasked`, `lie`. */
  readonly reported: {
    readonly type: string
    readonly cid?: Cid
    readonly peerId?: PeerId
    readonly source?: string
  }[]
  /** Ends like a tab that is closed; its database stays. */
  close(): Promise<void>
}

interface Options {
  readonly recorded?: () => readonly RecordedFile[]
  readonly quotaBytes?: number
  /** Instead of the estimate. */
  readonly extent?: () => NetworkExtent
  readonly public?: FileChoices['public']
  /** That of an earlier run. */
  readonly database?: IDBFactory
  readonly wrapStore?: (store: FileStore) => FileStore
}

export async function startFileTab(hub: LinkHub, n: number, options: Options = {}): Promise<FileTab> {
  const { network, libp2p, handlers } = await startNetworkNode(hub, n)
  const reported: FileTab['reported'][number][] = []
  const factory = options.database ?? new IDBFactory()
  const opened = createFileStore(openFilesDatabase('files', factory))
  const store = options.wrapStore?.(opened) ?? opened
  const clock = createSystemClock()
  const files = await FileSharing.open({
    libp2p,
    store,
    clock,
    random: createSeededRandom(n),
    self: network.peerId,
    linked: () => network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : [])),
    connect: peerId => network.connect(peerId, 'exchange'),
    announce: news => network.publishFileNews(news),
    requestNews: (peerId, cids) => network.requestFileNews(peerId, cids),
    extent: () => options.extent?.() ?? network.extent(),
    recorded: async () => options.recorded?.() ?? [],
    choices: {
      quotaBytes: options.quotaBytes ?? 1024 ** 3,
      public: options.public ?? DEFAULT_PUBLIC,
    },
    saveChoices: async () => {},
    ...reportTo(reported, network),
  })
  handlers.onFileNews = async (peerId, news) =>
    (await files.received(peerId, news)) ? { verdict: 'valid' } : { verdict: 'unchecked', reason: '' }
  handlers.onPeer = ({ peerId }, change) => {
    if (change === 'joined') files.joined(peerId)
    if (change === 'left') files.left(peerId)
  }
  await files.start()
  const close = async () => {
    await files.stop()
    await network.stop()
  }
  return { peerId: network.peerId, network, handlers, files, store, reported, close }
}

function reportTo(
  reported: FileTab['reported'][number][],
  network: Network,
): Pick<
  FileSharingDependencies,
  'onUnrequested' | 'onLie' | 'onKept' | 'onUnavailable' | 'onRemoved' | 'onFault'
> {
  return {
    onUnrequested: (peerId, message) => {
      reported.push({ type: 'unrequested', peerId })
      network.penalise(peerId, 'WIRE_UNREQUESTED', message)
    },
    onLie: source => reported.push({ type: 'lie', source }),
    onKept: ({ cid }) => reported.push({ type: 'kept', cid }),
    onUnavailable: ({ cid }) => reported.push({ type: 'unavailable', cid }),
    onRemoved: ({ cid }) => reported.push({ type: 'removed', cid }),
    onFault: error => {
      throw error
    },
  }
}
