import type { LabAttackInfo, LabAttackResult, LabStatusResult } from '#api/lab-results.ts'
import { found } from './founding.ts'
import { expect } from './journey.ts'
import { confirmed, converged, linked, type Tab } from './tab.ts'

export type { LabAttackInfo, LabAttackResult }

type NewTab = (options: { link?: string; query: Readonly<Record<string, string>> }) => Promise<Tab>

/** A network of tabs in the laboratory: the first tab attacks, the others are honest. */
export interface LabNetwork {
  readonly attacker: Tab
  readonly honest: readonly Tab[]
  readonly tabs: readonly Tab[]
}

const LAB = { lab: '' }

/** Parameters for tests: a block a second, finality after a few. */
const REQUESTS = {
  pow: {
    name: 'Attacked work',
    symbol: 'WRK',
    consensus: 'pow',
    spacingMs: 1000,
    minHashes: '16384',
    halflifeMs: 4000,
    futureMs: 1000,
    emptyBlocks: false,
    premine: '10000',
    finalityDepth: 5,
  },
  pos: {
    name: 'Attacked stakes',
    symbol: 'STK',
    consensus: 'pos',
    spacingMs: 1000,
    futureMs: 1000,
    epochSlots: 6,
    minStake: '100',
    stake: '1000',
    premine: '100000',
  },
  poa: {
    name: 'Attacked class',
    symbol: 'CLS',
    consensus: 'poa',
    spacingMs: 1000,
    timeoutMs: 2500,
    futureMs: 1000,
    premine: '10000',
  },
} as const

/**
 * Founds a network in the laboratory, with `honest` tabs beside the attacker, and starts block production.
 */
export async function openLabNetwork(
  newTab: NewTab,
  engine: keyof typeof REQUESTS,
  honest = 3,
): Promise<LabNetwork> {
  const attacker = await newTab({ query: LAB })
  const link = await found(attacker, REQUESTS[engine])
  const others: Tab[] = []
  for (let i = 0; i < honest; i++) others.push(await newTab({ link, query: LAB }))
  const tabs = [attacker, ...others]
  await linked(tabs, honest)
  await expect
    .poll(async () => (await attacker.run<LabStatusResult>('lab status')).observers.length)
    .toBe(honest)
  await PREPARE[engine](attacker, others)
  await converged(tabs)
  return { attacker, honest: others, tabs }
}

const PREPARE = {
  /**
   * One honest tab mines waiting transactions, on one thread, and empty blocks until the first blocks are
   * final by work.
   */
  async pow(_: Tab, [first]: readonly Tab[]) {
    await first?.run('mine start --threads 1 --keep')
    await expect
      .poll(async () => (await first?.run<{ finalHeight: number }>('status'))?.finalHeight)
      .toBeGreaterThan(0)
    await first?.run('mine start --threads 1 --keep=false')
  },
  /** Honest tabs have two thirds of the stake from the epoch after next on. */
  async pos(attacker: Tab, honest: readonly Tab[]) {
    for (const tab of honest.slice(0, 2)) {
      const { address } = await tab.address()
      const paid = await attacker.run<{ txId: string }>(`send main 1500 ${address}`)
      await confirmed([attacker, tab], paid.txId)
      const staked = await tab.run<{ txId: string }>('stake main 1000')
      await confirmed([attacker, tab], staked.txId)
    }
  },
  /** Two honest authorities beside the attacker. */
  async poa(attacker: Tab, honest: readonly Tab[]) {
    for (const tab of honest.slice(0, 2)) {
      const { address } = await tab.address()
      const added = await attacker.run<{ txId: string }>(`authority add ${address}`)
      await confirmed([attacker, tab], added.txId)
    }
  },
}
