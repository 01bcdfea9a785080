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

/** Pure: summary rows to words. Rows are undefined until the node has written them. */
export function syncWords(
  sync: Summary['sync'] | undefined,
  network: Summary['network'] | undefined,
  health: NodeHealth = 'running',
): SyncWords {
  if (health === 'stopped') return { tone: 'bad', text: 'Stopped' }
  if (health === 'paused') return { tone: 'bad', text: 'Paused' }
  if (health === 'behind') return { tone: 'bad', text: 'Behind' }
  if (health === 'apart') return { tone: 'bad', text: 'Apart' }
  if (!sync || !network) return { tone: 'busy', text: 'Starting' }

  if (sync.state !== 'idle' && sync.target > sync.height) {
    const what = sync.state === 'headers' ? 'Checking headers' : 'Catching up'
    const percent = sync.target === 0 ? 0 : Math.floor((100 * sync.height) / sync.target)
    return { tone: 'busy', text: `${what}, ${percent}%`, percent }
  }
  if (network.peers > 0) return { tone: 'good', text: 'Synced' }
  if (network.signaling === 'connecting') return { tone: 'busy', text: 'Looking for peers' }
  return { tone: 'alone', text: 'Alone' }
}
