import { t } from '@lingui/core/macro'
import type { Summary } from '#storage/live-queries.ts'

/** How the status bar describes a node's place in the network. */
export interface SyncWords {
  readonly tone: 'good' | 'busy' | 'alone' | 'bad'
  readonly text: string
  /** 0 to 100 while catching up. */
  readonly percent?: number
}

/**
 * The state of the node: a paused one retries automatically, a stopped one does not, one that is behind needs
 * another version, and one that is apart has final blocks that others undid.
 */
export type NodeHealth = 'running' | 'behind' | 'apart' | 'paused' | 'stopped'

/**
 * The node's sync state in words, from summary rows, which are undefined until the node has written them.
 * Pure.
 */
export function syncWords(
  sync: Summary['sync'] | undefined,
  network: Summary['network'] | undefined,
  health: NodeHealth = 'running',
): SyncWords {
  if (health === 'stopped') return { tone: 'bad', text: t`Stopped` }
  if (health === 'paused') return { tone: 'bad', text: t`Paused` }
  if (health === 'behind') return { tone: 'bad', text: t`Behind` }
  if (health === 'apart') return { tone: 'bad', text: t`Apart` }
  if (!sync || !network) return { tone: 'busy', text: t`Starting` }

  if (sync.state !== 'idle' && sync.target > sync.height) {
    const percent = sync.target === 0 ? 0 : Math.floor((100 * sync.height) / sync.target)
    const text = sync.state === 'headers' ? t`Checking headers, ${percent}%` : t`Catching up, ${percent}%`
    return { tone: 'busy', text, percent }
  }
  if (network.peers > 0) return { tone: 'good', text: t`Synced` }
  if (network.signaling === 'connecting') return { tone: 'busy', text: t`Looking for peers` }
  if (network.signaling === 'online' && network.others > 0)
    return network.trouble ? { tone: 'bad', text: t`No link` } : { tone: 'busy', text: t`Linking` }
  return { tone: 'alone', text: t`Alone` }
}
