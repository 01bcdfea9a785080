import { expect, test } from 'vitest'
import { bytesText, countText, hashrateText } from './quantity-text.ts'

test('three significant digits with the prefix that fits', () => {
  expect(bytesText(0)).toBe('0\u00a0B')
  expect(bytesText(999)).toBe('999\u00a0B')
  expect(bytesText(999.6)).toBe('1\u00a0kB')
  expect(bytesText(1_536)).toBe('1.54\u00a0kB')
  expect(bytesText(12_345_678)).toBe('12.3\u00a0MB')
  expect(hashrateText(640_000)).toBe('640\u00a0kH/s')
  expect(bytesText(5e15)).toBe('5000\u00a0TB')
})

test('counts are grouped', () => {
  expect(countText(1_234_567)).toBe('1\u00a0234\u00a0567')
})
