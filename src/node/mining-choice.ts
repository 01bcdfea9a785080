import type { SettingsStore } from '../storage/settings-store.ts'
import type { TabNode } from './tab-node.ts'

/** The switch of one network: what costs work on one may cost nothing on another. */
interface ProducingChoice {
  readonly on: boolean
  readonly keepMining: boolean
}

const switchOf = ({ chain }: TabNode): string => `producing/${chain.networkId}`
const THREADS = 'threads'

/** After a reload the switch stands where the person left it. */
export async function restoreMiningChoice(node: TabNode, settings: SettingsStore): Promise<void> {
  const threads = await settings.get<number>(THREADS)
  if (threads !== undefined) node.miner.setThreads(threads)
  const choice = await settings.get<ProducingChoice>(switchOf(node))
  if (choice) node.producer.choose(choice)
}

/** Keeps the present setting for the next start. */
export async function keepMiningChoice(node: TabNode, settings: SettingsStore): Promise<void> {
  const { on, keepMining } = node.producer.choice
  await settings.set(switchOf(node), { on, keepMining } satisfies ProducingChoice)
  await settings.set(THREADS, node.miner.threads())
}
