import type { Libp2p } from '@libp2p/interface'
import type { FileChoices } from '#files/file-choices.ts'
import type { FileSharingDependencies } from '#files/file-parts.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import type { Clock } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import { RecordedFiles } from '#node/archive/recorded-files.ts'
import type { StorageReader } from '#node/screens/storage-reader.ts'
import type { TabNode } from '#node/tab-node.ts'
import { StorageError } from '#storage/chain-store.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { SettingsStore } from '#storage/settings-store.ts'

interface Parts {
  readonly node: TabNode
  readonly libp2p: Libp2p
  readonly store: FileStore
  readonly settings: SettingsStore
  readonly storage: StorageReader
  readonly clock: Clock
  readonly random: Random
}

/** Loads file sharing, which a node without files never needs, and connects it with the running node. */
export async function startFiles(parts: Parts): Promise<FileSharing> {
  const { node, libp2p, store, settings, clock, random } = parts
  const { FileSharing } = await import('#files/file-sharing.ts')
  const { firstChoices } = await import('#files/file-choices.ts')
  const key = `files/${node.chain.networkId}`
  const records = new RecordedFiles(node.chain)
  const files = await FileSharing.open({
    libp2p,
    store,
    clock,
    random,
    self: node.network.peerId,
    linked: () => linkedPeers(node),
    connect: peerId => node.network.connect(peerId, 'exchange'),
    announce: news => node.network.publishFileNews(news),
    requestNews: (peerId, cids) => node.network.requestFileNews(peerId, cids),
    extent: () => node.network.extent(),
    recorded: () => records.all(),
    choices: (await settings.get<FileChoices>(key)) ?? firstChoices((await parts.storage.read()).quotaBytes),
    saveChoices: choices => settings.set(key, choices),
    ...events(node),
  })
  await files.start()
  node.files = files
  for (const peerId of linkedPeers(node)) files.joined(peerId)
  return files
}

const linkedPeers = ({ network }: TabNode) =>
  network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))

/** The callbacks of file sharing, for the node's event log and scores. */
function events({
  events,
  network,
}: TabNode): Pick<
  FileSharingDependencies,
  'onUnrequested' | 'onLie' | 'onKept' | 'onUnavailable' | 'onRemoved' | 'onFault'
> {
  return {
    onUnrequested: (peerId, message) => network.penalise(peerId, 'WIRE_UNREQUESTED', message),
    onLie: source => events.emit('file-source-refused', { source }),
    onKept: ({ cid, name, sizeBytes }, from) => events.emit('file-kept', { cid, name, sizeBytes, from }),
    onUnavailable: ({ cid, name }, { code, message }) =>
      events.emit('file-unavailable', { cid, name, code, message }),
    onRemoved: ({ cid, name }, reason) => events.emit('file-removed', { cid, name, reason }),
    // Files are in a database of their own, so the chain continues without them.
    onFault: error => {
      if (error instanceof StorageError) {
        events.emit('storage-fault', { code: error.code, message: error.message })
      } else queueMicrotask(() => Promise.reject(error))
    },
  }
}
