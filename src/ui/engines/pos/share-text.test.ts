import { expect, test } from 'vitest'
import { sharePercent, shareText } from './share-text.ts'

test('shares are exact in large amounts, and never more than they are', () => {
  const all = 2n ** 63n - 1n
  expect(shareText(all, all)).toBe('100\u00a0%')
  expect(shareText(all - 1n, all)).toBe('99.9\u00a0%')
  expect(shareText(1n, 3n)).toBe('33.3\u00a0%')
  expect(sharePercent(1n, 8n)).toBe(12.5)
})

test('a little is not nothing, and of nothing there is no share', () => {
  expect(shareText(1n, 1_000_000n)).toBe('<\u00a00.1\u00a0%')
  expect(shareText(0n, 5n)).toBe('0\u00a0%')
  expect(shareText(0n, 0n)).toBe('0\u00a0%')
})
