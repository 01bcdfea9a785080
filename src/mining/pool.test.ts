import { describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { MAX_RESPAWNS, MAX_THREADS } from './limits.ts'
import type { MinerListener, MinerPort, MinerRequest } from './messages.ts'
import { createMiner } from './pool.ts'

const job = { prefix: Uint8Array.of(1, 2, 3), target: 5n }
const never = new AbortController().signal

/** A worker that records its requests and reports what the test tells it. */
function createFakeWorker() {
  const requests: MinerRequest[] = []
  const worker = { requests, listener: undefined as MinerListener | undefined, terminated: false }
  const port: MinerPort = {
    post: request => requests.push(request),
    listen: listener => {
      worker.listener = listener
    },
    terminate: () => {
      worker.terminated = true
    },
  }
  return Object.assign(worker, { port })
}

function poolOf(maxThreads = 4, seed = 'pool') {
  const workers: ReturnType<typeof createFakeWorker>[] = []
  const clock = createFakeClock()
  const spawn = () => {
    const worker = createFakeWorker()
    workers.push(worker)
    return worker.port
  }
  const miner = createMiner({ spawn, maxThreads, clock, random: createSeededRandom(seed) })
  const worker = (i: number) => known(workers[i], `worker ${i}`)
  const reports = (i: number, report: Parameters<MinerListener['report']>[0]) =>
    worker(i).listener?.report(report)
  const dies = (i: number) => worker(i).listener?.died('crashed')
  const chunks = () =>
    workers.flatMap(({ requests }) =>
      requests.flatMap(reported => (reported.type === 'search' ? [reported.chunk] : [])),
    )
  return { miner, workers, worker, reports, dies, chunks, clock }
}

describe('threads', () => {
  test('are one at first and stay within what the device has', () => {
    const { miner } = poolOf(4)
    expect(miner.threads()).toBe(1)
    for (const [wanted, threads] of [
      [3, 3],
      [9, 4],
      [0, 1],
      [-2, 1],
      [2.9, 2],
      [Number.NaN, 1],
    ] as const) {
      miner.setThreads(wanted)
      expect(miner.threads()).toBe(threads)
    }
    expect(poolOf(0).miner.maxThreads).toBe(1)
    expect(poolOf(1e9).miner.maxThreads).toBe(MAX_THREADS)
  })

  test('are spawned when a search needs them and kept for the next one', async () => {
    const { miner, workers, reports } = poolOf()
    miner.setThreads(2)
    expect(workers).toHaveLength(0)

    const first = miner.search(job, never)
    expect(workers).toHaveLength(2)
    reports(1, { type: 'found', job: 1, hashes: 10, nonce: 77n })
    expect(await first).toBe(77n)

    const second = miner.search(job, never)
    expect(workers).toHaveLength(2)
    reports(0, { type: 'found', job: 2, hashes: 10, nonce: 78n })
    expect(await second).toBe(78n)
  })

  test('join and leave a search', () => {
    const { miner, workers, worker } = poolOf()
    void miner.search(job, never)
    miner.setThreads(3)
    expect(workers).toHaveLength(3)
    expect(worker(2).requests).toMatchObject([{ type: 'search', job: 1, search: job }])

    miner.setThreads(1)
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true, true])
  })
})

describe('a search', () => {
  test('gives every worker a chunk of its own, and another when that is exhausted', () => {
    const { miner, reports, chunks, worker } = poolOf()
    miner.setThreads(4)
    void miner.search(job, never)
    reports(2, { type: 'exhausted', job: 1, hashes: 2 ** 32 })
    expect(worker(2).requests).toHaveLength(2)
    expect(new Set(chunks()).size).toBe(5)
    expect(chunks().every(chunk => chunk >= 0n && chunk < 1n << 32n)).toBe(true)
  })

  test('starts in another place in another tab', () => {
    const [one, other] = [poolOf(1, 'one'), poolOf(1, 'other')]
    void one.miner.search(job, never)
    void other.miner.search(job, never)
    expect(one.chunks()).not.toEqual(other.chunks())
  })

  test('ends with the first nonce, and the others stop', async () => {
    const { miner, worker, reports } = poolOf()
    miner.setThreads(2)
    const outcome = miner.search(job, never)
    reports(0, { type: 'found', job: 1, hashes: 10, nonce: 7n })
    reports(1, { type: 'found', job: 1, hashes: 10, nonce: 8n })
    expect(await outcome).toBe(7n)
    expect(worker(1).requests.at(-1)).toEqual({ type: 'stop' })
  })

  test('ends with undefined on abort, on another search and on close', async () => {
    const { miner, worker, reports, workers } = poolOf()
    expect(await miner.search(job, AbortSignal.abort())).toBeUndefined()
    expect(workers).toHaveLength(0)

    const stop = new AbortController()
    const aborted = miner.search(job, stop.signal)
    stop.abort()
    expect(await aborted).toBeUndefined()
    expect(worker(0).requests.at(-1)).toEqual({ type: 'stop' })

    const replaced = miner.search(job, never)
    const closed = miner.search(job, never)
    expect(await replaced).toBeUndefined()
    reports(0, { type: 'found', job: 2, hashes: 10, nonce: 7n })
    miner.close()
    expect(await closed).toBeUndefined()
    expect(worker(0).terminated).toBe(true)
    expect(() => miner.search(job, never)).toThrow('closed')
  })

  test('a late abort of one that ended does not end the next', async () => {
    const { miner, reports } = poolOf()
    const stop = new AbortController()
    const first = miner.search(job, stop.signal)
    reports(0, { type: 'found', job: 1, hashes: 10, nonce: 7n })
    await first
    const second = miner.search(job, never)
    stop.abort()
    reports(0, { type: 'found', job: 2, hashes: 10, nonce: 8n })
    expect(await second).toBe(8n)
  })
})

describe('the hash rate', () => {
  test('is that of all workers together while searching, and 0 when idle', async () => {
    const { miner, reports, clock } = poolOf()
    expect(miner.hashrate()).toBe(0)
    miner.setThreads(2)
    const outcome = miner.search(job, never)
    await clock.advance(500)
    reports(0, { type: 'progress', job: 1, hashes: 4000 })
    reports(1, { type: 'progress', job: 1, hashes: 2000 })
    expect(miner.hashrate()).toBe(12_000)

    reports(0, { type: 'found', job: 1, hashes: 500, nonce: 3n })
    await outcome
    expect(miner.hashrate()).toBe(0)
  })

  test('counts the last hashes of an ended search', async () => {
    const { miner, reports, clock } = poolOf()
    const stop = new AbortController()
    void miner.search(job, stop.signal)
    await clock.advance(1000)
    stop.abort()
    void miner.search(job, never)
    reports(0, { type: 'progress', job: 1, hashes: 3000 })
    expect(miner.hashrate()).toBe(3000)
  })
})

describe('a worker that dies', () => {
  test('is replaced, and the search goes on in another chunk', async () => {
    const { miner, worker, workers, dies, reports, chunks } = poolOf()
    const outcome = miner.search(job, never)
    dies(0)
    dies(0)
    expect(worker(0).terminated).toBe(true)
    expect(workers).toHaveLength(2)
    expect(new Set(chunks()).size).toBe(2)
    reports(0, { type: 'found', job: 1, hashes: 10, nonce: 6n })
    reports(1, { type: 'found', job: 1, hashes: 10, nonce: 7n })
    expect(await outcome).toBe(7n)
  })

  test('too often ends the search with the reason; the next one tries again', async () => {
    const { miner, workers, dies, reports } = poolOf()
    const outcome = miner.search(job, never)
    for (let i = 0; i < MAX_RESPAWNS; i++) dies(i)
    reports(MAX_RESPAWNS, { type: 'failed', message: 'no memory' })
    await expect(outcome).rejects.toMatchObject({ code: 'MINER_WORKER_FAILED' })
    await expect(outcome).rejects.toThrow('no memory')
    expect(workers).toHaveLength(MAX_RESPAWNS + 1)

    const next = miner.search(job, never)
    reports(MAX_RESPAWNS + 1, { type: 'found', job: 2, hashes: 10, nonce: 7n })
    expect(await next).toBe(7n)
  })

  test('while idle is not replaced before a search needs it', async () => {
    const { miner, workers, dies, reports } = poolOf()
    const outcome = miner.search(job, never)
    reports(0, { type: 'found', job: 1, hashes: 10, nonce: 7n })
    await outcome
    dies(0)
    expect(workers).toHaveLength(1)
    void miner.search(job, never)
    expect(workers).toHaveLength(2)
  })

  test('before it starts, because workers are forbidden, ends the search with the reason', async () => {
    const spawn = () => {
      throw new DOMException('blocked by policy', 'SecurityError')
    }
    const miner = createMiner({
      spawn,
      maxThreads: 2,
      clock: createFakeClock(),
      random: createSeededRandom(1),
    })
    await expect(miner.search(job, never)).rejects.toMatchObject({ code: 'MINER_WORKER_FAILED' })
    await expect(miner.search(job, never)).rejects.toThrow('blocked by policy')
    expect(miner.hashrate()).toBe(0)
  })
})
