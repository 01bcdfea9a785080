import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { PROGRESS_MS } from './limits.ts'
import { ProgressMeter } from './progress-meter.ts'

const MIB = 1024 * 1024

/** A fetch of blocks of a megabyte, of which a tenth was here before, at this rate. */
function start(bytesPerMs: number) {
  const clock = createFakeClock()
  const began = clock.now()
  const sizeBytes = 10 * MIB
  const shown: { doneBytes: number; bytesPerSecond: number; at: number }[] = []
  const arrived = () => Math.min(9 * MIB, (clock.now() - began) * bytesPerMs)
  const meter: ProgressMeter = new ProgressMeter(
    clock,
    () => {
      meter.last = { doneBytes: MIB + Math.floor(arrived() / MIB) * MIB, storedBytes: 0, sizeBytes }
      return { arrivedBytes: arrived(), partialBytes: arrived() % MIB }
    },
    ({ doneBytes, bytesPerSecond }) => shown.push({ doneBytes, bytesPerSecond, at: clock.now() - began }),
  )
  return { run: (ms: number) => clock.advance(ms), shown, meter, sizeBytes }
}

test('on a slow line the time left is true although a block takes eight seconds', async () => {
  const { run, shown, meter, sizeBytes } = start(125)
  await run(60_000)
  const endsAt = (9 * MIB) / 125
  for (const { doneBytes, bytesPerSecond, at } of shown.slice(1)) {
    const left = ((sizeBytes - doneBytes) * 1000) / bytesPerSecond
    expect(Math.abs(at + left - endsAt)).toBeLessThan(0.05 * endsAt + PROGRESS_MS)
  }
  expect(shown.every(({ doneBytes }, i) => doneBytes >= (shown[i - 1]?.doneBytes ?? 0))).toBe(true)
  meter.stop()
})

test('when nothing arrives any more, the rate falls to nothing and the screens are left alone', async () => {
  const { run, shown, meter } = start(1_000)
  await run(30_000)
  const { length } = shown
  expect(shown.at(-1)?.bytesPerSecond).toBe(0)
  await run(30_000)
  expect(shown).toHaveLength(length)
  meter.stop()
})
