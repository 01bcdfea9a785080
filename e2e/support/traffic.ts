import type { LabStatusResult, LabTraffic } from '#api/lab-results.ts'
import { deadline } from '../../scripts/deadline.mjs'
import { WAIT_MS } from './expectations.ts'
import { expect } from './journey.ts'
import { confirmed, converged, type Tab } from './tab.ts'

/** The sum is a little more than 20 a second. */
const PER_TAB = 7

/** The totals of traffic between tabs. */
export interface TrafficTotals {
  readonly sent: number
  readonly confirmed: number
  readonly lost: number
  readonly seconds: number
}

/** The first tab pays the others, so that all can send. */
export async function payTheOthers([rich, ...others]: readonly Tab[]): Promise<void> {
  for (const tab of others) {
    const { address } = await tab.address()
    const paid = await rich?.run<{ txId: string }>(`send main 200 ${address}`)
    await confirmed([tab], paid?.txId ?? '')
  }
}

/**
 * All tabs send until they sent 20 a second together for this long; then all transactions are in blocks, and
 * all tabs have one state.
 */
export async function runTraffic(tabs: readonly Tab[], seconds: number): Promise<TrafficTotals> {
  const traffic = async () =>
    Promise.all(tabs.map(async tab => (await tab.run<LabStatusResult>('lab status')).traffic))
  const sum = (all: readonly LabTraffic[], field: 'sent' | 'confirmed' | 'lost' | 'waiting' | 'heldBack') =>
    all.reduce((total, each) => total + each[field], 0)

  const began = Date.now()
  for (const tab of tabs) await tab.run(`lab traffic start --rate ${PER_TAB}`)
  await expect
    .poll(async () => sum(await traffic(), 'sent'), { timeout: WAIT_MS + deadline(3_000 * seconds) })
    .toBeGreaterThanOrEqual(20 * seconds)
  const elapsed = (Date.now() - began) / 1000
  for (const tab of tabs) await tab.run('lab traffic stop')

  await expect.poll(async () => sum(await traffic(), 'waiting'), { timeout: 2 * WAIT_MS }).toBe(0)
  const all = await traffic()
  expect(sum(all, 'lost')).toBe(0)
  expect(sum(all, 'confirmed')).toBe(sum(all, 'sent'))
  expect(all.map(({ problem }) => problem)).toEqual(tabs.map(() => null))
  for (const { propagation, confirmation } of all) {
    expect(propagation.medianMs).not.toBeNull()
    expect(confirmation.medianMs).not.toBeNull()
  }
  await converged(tabs)
  return {
    sent: sum(all, 'sent'),
    confirmed: sum(all, 'confirmed'),
    lost: sum(all, 'lost'),
    seconds: elapsed,
  }
}
