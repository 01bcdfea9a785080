import type { Miner } from '#mining/miner.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { SettingsStore } from '#storage/settings-store.ts'
import type { Producer } from './producer.ts'

/** The mining switch of one network: production may cost work on one and nothing on another. */
interface ProducingChoice {
  readonly on: boolean
  readonly keepMining: boolean
}

/** The parts of a node that are set. */
interface Parts {
  readonly chain: Chain
  readonly miner: Miner
  readonly producer: Producer
}

const switchOf = ({ chain }: Pick<Parts, 'chain'>): string => `producing/${chain.networkId}`
const THREADS = 'threads'

/** Restores the mining switch after a reload. */
export async function restoreMiningChoice(node: Parts, settings: SettingsStore): Promise<void> {
  const threads = await settings.get<number>(THREADS)
  if (threads !== undefined) node.miner.setThreads(threads)
  const choice = await settings.get<ProducingChoice>(switchOf(node))
  if (choice) node.producer.choose(choice)
}

/** Keeps the present setting for the next start. */
export async function keepMiningChoice(node: Parts, settings: SettingsStore): Promise<void> {
  const { on, keepMining } = node.producer.choice
  await settings.set(switchOf(node), { on, keepMining } satisfies ProducingChoice)
  await settings.set(THREADS, node.miner.threads())
}
