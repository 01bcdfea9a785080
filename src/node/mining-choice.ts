import type { SettingsStore } from '../storage/settings-store.ts'
import type { TabNode } from './tab-node.ts'

/** What the mining screen was last set to. */
interface MiningChoice {
  readonly on: boolean
  readonly keepMining: boolean
  readonly threads: number
}

/** After a reload the switch stands where the person left it. */
export async function restoreMiningChoice(
  { producer, miner }: TabNode,
  settings: SettingsStore,
): Promise<void> {
  const choice = await settings.get<MiningChoice>('mining')
  if (!choice) return
  miner.setThreads(choice.threads)
  producer.choose({ on: choice.on, keepMining: choice.keepMining })
}

/** Keeps the present setting for the next start. */
export async function keepMiningChoice({ producer, miner }: TabNode, settings: SettingsStore): Promise<void> {
  const { on, keepMining } = producer.choice
  await settings.set('mining', { on, keepMining, threads: miner.threads() } satisfies MiningChoice)
}
