import { expect, test } from 'vitest'
import { transferPercent, transferWords } from './transfer-words.ts'

const words = (doneBytes: number, sizeBytes: number, bytesPerSecond: number) =>
  transferWords({ doneBytes, sizeBytes, bytesPerSecond }).replaceAll('\u00a0', ' ')

test('how far, how fast and how long still', () => {
  expect(words(12e6, 40e6, 4e6)).toBe('12 MB of 40 MB · 4 MB/s · 7 s left')
  expect(words(12e6, 40e6, 0)).toBe('12 MB of 40 MB')
  expect(words(12e6, 0, 4e6)).toBe('12 MB · 4 MB/s')
  expect(words(39_999_999, 40e6, 4e6)).toMatch(/1 s left$/)
  expect(words(40e6, 40e6, 4e6)).toBe('40 MB of 40 MB · 4 MB/s')
})

test('an unknown size has no percentage', () => {
  expect(transferPercent({ doneBytes: 5, sizeBytes: 0 })).toBe(0)
  expect(transferPercent({ doneBytes: 5, sizeBytes: 10 })).toBe(50)
  expect(transferPercent({ doneBytes: 11, sizeBytes: 10 })).toBe(100)
})
