import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { SlowLine } from '#testing/slow-line.ts'
import { LEAST_PIPE_BYTES, PIPE_QUEUE_MS } from '../limits.ts'
import { Pipe } from './pipe.ts'

const clock = createFakeClock()

/** A sender with endless bytes at one end of a line. */
function pour(options: { bytesPerMs: number; roundTripMs: number }) {
  const line = new SlowLine({ clock, ...options })
  const pipe = new Pipe(clock)
  let isOver = false
  const fill = () => {
    while (!isOver && !pipe.isFull) {
      const bytes = pipe.turnBytes
      pipe.sent(bytes)
      line.send(bytes, () => {
        pipe.confirmed(bytes)
        fill()
      })
    }
  }
  fill()
  /** The share of the line's rate that was used within this time. */
  const share = async (ms: number) => {
    const before = line.delivered
    await clock.advance(ms)
    return (line.delivered - before) / (options.bytesPerMs * ms)
  }
  return {
    line,
    pipe,
    share,
    end: () => {
      isOver = true
    },
  }
}

test.each([
  ['1 Mbit/s, 150 ms', 125, 150],
  ['1 Mbit/s, 300 ms', 125, 300],
  ['4 Mbit/s, 150 ms', 500, 150],
  ['10 Mbit/s, 150 ms', 1_250, 150],
  ['10 Mbit/s, 20 ms', 1_250, 20],
])('a line of %s is kept busy, and its queue short', async (_, bytesPerMs, roundTripMs) => {
  const { line, share, end } = pour({ bytesPerMs, roundTripMs })
  await share(3_000)
  expect(await share(60_000)).toBeGreaterThan(0.97)
  expect(line.longestQueueMs).toBeLessThan(PIPE_QUEUE_MS + LEAST_PIPE_BYTES / bytesPerMs + 150)
  end()
})

test('a fast link has as much under way as it carries', async () => {
  const { pipe, share, end } = pour({ bytesPerMs: 25_000, roundTripMs: 2 })
  expect(await share(1_000)).toBeGreaterThan(0.95)
  expect(pipe.bytes).toBeGreaterThan(4 << 20)
  end()
})

test('a way that becomes longer is noticed', async () => {
  const { line, share, end } = pour({ bytesPerMs: 1_250, roundTripMs: 2 })
  await share(5_000)
  line.roundTripMs = 400
  await share(12_000)
  expect(await share(30_000)).toBeGreaterThan(0.9)
  end()
})

test('what will not be confirmed does not hold up the rest', () => {
  const pipe = new Pipe(clock)
  while (!pipe.isFull) pipe.sent(pipe.turnBytes)
  const underWay = pipe.bytes
  pipe.lost(underWay)
  expect(pipe.isFull).toBe(false)
})
