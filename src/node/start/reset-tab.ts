import type { FileSharing } from '#files/file-sharing.ts'
import { forgetChain } from '#node/chain/forget-chain.ts'
import type { ResetRequest } from '#node/handlers/context.ts'
import { forgotten, type VoteRow } from '#node/produce/votes.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { Profile } from './open-profile.ts'
import type { TabChain } from './open-tab-chain.ts'

interface Parts {
  readonly node: TabNode
  readonly profile: Profile
  readonly chain: TabChain
  readonly fileStore: FileStore
  readonly files: () => Promise<FileSharing>
}

/** Stops the node and deletes its chain, and with `keys` the whole profile. */
export async function resetTab(parts: Parts, { keys: withKeys, over }: ResetRequest): Promise<void> {
  const { node, profile, chain, fileStore, files } = parts
  const { keys, work, settings } = profile
  await files().then(
    sharing => sharing.stop(),
    () => {},
  )
  await node.stop()
  await forgetChain(
    node.chain.store,
    chain.reopenStore,
    over === undefined ? [] : node.own.waitingAbove(over),
  )
  // Votes are deleted with the chain, so that a network of one can begin anew; signatures that others have
  // seen stay recorded.
  if (over === undefined) await forgetVotes(settings, node.chain.networkId)
  if (withKeys) await Promise.all([keys.delete(), work.delete(), fileStore.destroy()])
}

async function forgetVotes(settings: Profile['settings'], networkId: string): Promise<void> {
  const votes = (await settings.get<VoteRow[]>(`votes/${networkId}`)) ?? []
  await settings.set(`votes/${networkId}`, forgotten(votes))
}
