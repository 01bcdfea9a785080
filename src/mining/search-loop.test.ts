import { expect, test } from 'vitest'
import type { Kernel } from './kernel.ts'
import { FIRST_SLICE_HASHES, MAX_SLICE_HASHES, REPORT_MS, SLICE_MS } from './limits.ts'
import type { MinerReport } from './messages.ts'
import { createSearchLoop } from './search-loop.ts'

const search = { prefix: Uint8Array.of(1, 2, 3), target: 1n }

/**
 * A loop whose turns the test takes, on a machine that does `rate` hashes a millisecond and finds the nonce
 * `hit`. `slices` are the ranges that the kernel received.
 */
function loopOf({ rate = 1000, hit = -1n, ms = 0 } = {}) {
  const slices: { from: bigint; count: number }[] = []
  const reports: MinerReport[] = []
  const machine = { rate, ms, broken: false }
  let next: (() => void) | undefined

  const kernel: Kernel = {
    name: 'fake',
    search(_, __, from, count) {
      if (machine.broken) throw new RangeError('out of memory')
      slices.push({ from, count })
      machine.ms += count / machine.rate
      return from <= hit && hit < from + BigInt(count) ? hit : undefined
    },
  }
  const receive = createSearchLoop({
    kernel,
    nowMs: () => machine.ms,
    post: report => reports.push(report),
    turn: () =>
      new Promise(resolve => {
        next = resolve
      }),
  })
  const settled = () => new Promise(resolve => setImmediate(resolve))
  const turn = async () => {
    next?.()
    next = undefined
    await settled()
  }
  return { receive, slices, reports, machine, turn, settled }
}

const done = (reports: readonly MinerReport[]) =>
  reports.reduce((sum, report) => sum + ('hashes' in report ? report.hashes : 0), 0)

test('slices grow to the intended time, follow the machine, and leave out no nonce', async () => {
  const loop = loopOf({ rate: 20_000 })
  loop.receive({ type: 'search', job: 1, search, chunk: 3n })
  for (let i = 0; i < 10; i++) await loop.turn()
  expect(loop.slices[0]).toEqual({ from: 3n << 32n, count: FIRST_SLICE_HASHES })
  expect(loop.slices.at(-1)?.count).toBe(20_000 * SLICE_MS)

  loop.machine.rate = 100
  for (let i = 0; i < 2; i++) await loop.turn()
  expect(loop.slices.at(-1)?.count).toBe(100 * SLICE_MS)

  let from = 3n << 32n
  for (const slice of loop.slices) {
    expect(slice.from).toBe(from)
    from += BigInt(slice.count)
  }
})

test('a slice is bounded where the clock stands still, and where the machine is very slow', async () => {
  const still = loopOf({ rate: Number.POSITIVE_INFINITY })
  still.receive({ type: 'search', job: 1, search, chunk: 0n })
  for (let i = 0; i < 20; i++) await still.turn()
  expect(still.slices.at(-1)?.count).toBe(MAX_SLICE_HASHES)

  const slow = loopOf({ rate: 0.01 })
  slow.receive({ type: 'search', job: 1, search, chunk: 0n })
  for (let i = 0; i < 3; i++) await slow.turn()
  expect(slow.slices.at(-1)?.count).toBe(FIRST_SLICE_HASHES)
})

test('reports its hashes from time to time, and the rest on stop', async () => {
  const loop = loopOf()
  loop.receive({ type: 'search', job: 4, search, chunk: 0n })
  while (loop.machine.ms < 5 * REPORT_MS) await loop.turn()
  expect(loop.reports.length).toBeGreaterThanOrEqual(4)
  expect(loop.reports.length).toBeLessThanOrEqual(5)

  loop.receive({ type: 'stop' })
  const hashes = loop.slices.reduce((sum, slice) => sum + slice.count, 0)
  expect(done(loop.reports)).toBe(hashes)
  expect(loop.reports.every(report => report.type === 'progress' && report.job === 4)).toBe(true)

  const slices = loop.slices.length
  await loop.turn()
  expect(loop.slices).toHaveLength(slices)
})

test('answers with the nonce and counts the hashes up to it', async () => {
  const loop = loopOf({ hit: (1n << 32n) + 600n })
  loop.receive({ type: 'search', job: 2, search, chunk: 1n })
  await loop.turn()
  await loop.turn()
  expect(loop.reports).toEqual([{ type: 'found', job: 2, hashes: 601, nonce: (1n << 32n) + 600n }])
})

test('a search replaces the one before, and one after the end starts anew', async () => {
  const loop = loopOf()
  loop.receive({ type: 'search', job: 1, search, chunk: 0n })
  await loop.settled()
  loop.receive({ type: 'search', job: 2, search, chunk: 9n })
  await loop.turn()
  expect(loop.reports).toEqual([{ type: 'progress', job: 1, hashes: FIRST_SLICE_HASHES }])
  expect(loop.slices.at(-1)?.from).toBe(9n << 32n)

  loop.receive({ type: 'stop' })
  await loop.turn()
  loop.receive({ type: 'search', job: 3, search, chunk: 11n })
  await loop.settled()
  expect(loop.slices.at(-1)?.from).toBe(11n << 32n)
})

test('asks for more at the end of a chunk, and does not go beyond it', async () => {
  const loop = loopOf({ rate: Number.POSITIVE_INFINITY })
  loop.receive({ type: 'search', job: 1, search, chunk: 5n })
  while (!loop.reports.some(report => report.type === 'exhausted')) await loop.turn()
  const last = loop.slices.at(-1)
  expect(last && last.from + BigInt(last.count)).toBe(6n << 32n)
  expect(done(loop.reports)).toBe(2 ** 32)
})

test('an exception of the kernel is reported', async () => {
  const loop = loopOf()
  loop.machine.broken = true
  loop.receive({ type: 'search', job: 1, search, chunk: 5n })
  await loop.settled()
  expect(loop.reports).toEqual([{ type: 'failed', message: 'out of memory' }])
})
