import { expect, test } from 'vitest'
import { createHashMeter } from './hash-meter.ts'
import { RATE_WINDOW_MS } from './limits.ts'

test('the rate is the hashes divided by their time', () => {
  const meter = createHashMeter()
  meter.start(1000)
  expect(meter.rate(1000)).toBe(0)
  meter.add(500, 1500)
  meter.add(500, 2000)
  expect(meter.rate(2000)).toBe(1000)
  expect(meter.rate(3000)).toBe(500)
})

test('older hashes than the window no longer count, and the window no longer grows', () => {
  const meter = createHashMeter()
  meter.start(0)
  for (let ms = 100; ms <= 20_000; ms += 100) meter.add(ms < 15_000 ? 7000 : 100, ms)
  expect(meter.rate(20_000)).toBe(1000)
})

test('a pause within the window counts as time; a longer one starts the window anew', () => {
  const meter = createHashMeter()
  meter.start(0)
  meter.add(1000, 1000)
  meter.stop(1000)
  meter.start(1900)
  expect(meter.rate(2000)).toBe(500)

  meter.stop(2000)
  const later = 2000 + RATE_WINDOW_MS
  meter.start(later)
  meter.add(3000, later + 1000)
  expect(meter.rate(later + 1000)).toBe(3000)
})

test('what is reported late counts over the time in which it was done', () => {
  const meter = createHashMeter()
  meter.start(0)
  meter.stop(999)
  meter.start(999)
  meter.add(3000, 1000)
  expect(meter.rate(1000)).toBe(3000)
})

test('however often hashes are added, none is lost', () => {
  const meter = createHashMeter()
  meter.start(0)
  for (let ms = 1; ms <= 2000; ms++) for (let worker = 0; worker < 16; worker++) meter.add(1, ms)
  expect(meter.rate(2000)).toBe(16_000)
})
