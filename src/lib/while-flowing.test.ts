import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { whileFlowing } from './while-flowing.ts'

function start() {
  const clock = createFakeClock()
  const flow = { bytes: 0 }
  const ended: unknown[] = []
  const options = { bytes: () => flow.bytes, pauseMs: 20_000, leastBytes: 40_000, longestMs: 300_000 }
  const over = whileFlowing(
    clock,
    options,
    [],
    signal =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ).catch(error => ended.push(error))
  return { clock, flow, ended, over }
}

test('without bytes the work ends as with a deadline', async () => {
  const { clock, ended } = start()
  await clock.advance(19_999)
  expect(ended).toEqual([])
  await clock.advance(1)
  expect(ended).toMatchObject([{ name: 'TimeoutError' }])
  expect(clock.pending()).toBe(0)
})

test('it goes on while bytes flow, ends soon after they stop, and does not go on for ever', async () => {
  const { clock, flow, ended } = start()
  const pour = async (ms: number, bytesPerMs: number) => {
    for (let i = 0; i < ms / 1_000; i++) {
      flow.bytes += 1_000 * bytesPerMs
      await clock.advance(1_000)
    }
  }
  await pour(100_000, 3)
  expect(ended).toEqual([])
  await pour(25_000, 1)
  expect(ended).toMatchObject([{ name: 'TimeoutError' }])

  const steady = start()
  for (let i = 0; i < 300; i++) {
    steady.flow.bytes += 3_000
    await steady.clock.advance(1_000)
  }
  expect(steady.ended).toMatchObject([{ name: 'TimeoutError' }])
})
