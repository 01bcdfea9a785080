import { expect, onTestFinished, test } from 'vitest'
import type { UnixMs } from '#lib/clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { until } from '#testing/until.ts'
import { createKernel } from './create-kernel.ts'
import type { MinerPort, MinerReport } from './messages.ts'
import { createMiner, MinerError } from './pool.ts'
import { meets, search } from './reference.ts'
import { portOf, spawnSearchWorker } from './spawn-worker.ts'

const prefix = Uint8Array.from({ length: 288 }, (_, i) => i)
const IMPOSSIBLE = 0n

/** A pool over real workers; `reports` holds the reports of each, in the order of their spawning. */
function poolOf(spawn: () => MinerPort, maxThreads = 2) {
  const reports: MinerReport[][] = []
  const spawnReceiving = (): MinerPort => {
    const port = spawn()
    const received: MinerReport[] = []
    reports.push(received)
    return {
      ...port,
      listen: listener =>
        port.listen({
          ...listener,
          report: report => {
            received.push(report)
            listener.report(report)
          },
        }),
    }
  }
  const clock = { now: () => Date.now() as UnixMs }
  const random = createSeededRandom('pool')
  const miner = createMiner({ spawn: spawnReceiving, maxThreads, clock, random })
  onTestFinished(() => miner.close())
  return { miner, reports }
}

test('the SIMD kernel runs here and gives the results of the reference', () => {
  const kernel = createKernel()
  expect(kernel.name).toBe('simd')
  for (const length of [0, 38, 48, 56, 60, 286, 287, 288, 290]) {
    const some = prefix.subarray(0, length)
    const target = (1n << 256n) / 100n
    expect(kernel.search(some, target, 2n ** 32n - 50n, 500)).toBe(search(some, target, 2n ** 32n - 50n, 500))
  }
})

test('two workers find nonces that meet the target, one search after the other', async () => {
  const { miner, reports } = poolOf(spawnSearchWorker)
  miner.setThreads(2)
  for (const bits of [0n, 12n, 20n]) {
    const target = 1n << (256n - bits)
    const nonce = await miner.search({ prefix, target }, new AbortController().signal)
    expect(nonce !== undefined && meets(prefix, nonce, target)).toBe(true)
  }
  expect(reports).toHaveLength(2)
  expect(miner.hashrate()).toBe(0)
})

test('every worker stops on abort and reports its hashes', async () => {
  const { miner, reports } = poolOf(spawnSearchWorker)
  miner.setThreads(2)
  const stop = new AbortController()
  const outcome = miner.search({ prefix, target: IMPOSSIBLE }, stop.signal)
  await until(() => expect(reports.length === 2 && reports.every(received => received.length > 0)).toBe(true))
  expect(miner.hashrate()).toBeGreaterThan(0)

  const before = reports.map(received => received.length)
  stop.abort()
  expect(await outcome).toBeUndefined()
  expect(miner.hashrate()).toBe(0)
  await until(() => expect(reports.every((received, i) => received.length > (before[i] ?? 0))).toBe(true))

  // Whoever continued with the first search would not reach the second.
  expect(await miner.search({ prefix, target: 1n << 256n }, new AbortController().signal)).toBeDefined()
})

test('threads join and leave a search', async () => {
  const { miner, reports } = poolOf(spawnSearchWorker)
  const stop = new AbortController()
  const outcome = miner.search({ prefix, target: IMPOSSIBLE }, stop.signal)
  expect(reports).toHaveLength(1)
  miner.setThreads(2)
  await until(() => expect(reports.length === 2 && reports.every(received => received.length > 0)).toBe(true))
  miner.setThreads(1)
  stop.abort()
  expect(await outcome).toBeUndefined()
})

test('a worker whose script fails ends the search with the reason', async () => {
  const script = URL.createObjectURL(new Blob(['throw new Error("out of luck")']))
  const { miner, reports } = poolOf(() => portOf(new Worker(script)))
  const outcome = miner.search({ prefix, target: IMPOSSIBLE }, new AbortController().signal)
  await expect(outcome).rejects.toThrow(MinerError)
  await expect(outcome).rejects.toThrow('out of luck')
  expect(reports).toHaveLength(4)
})
