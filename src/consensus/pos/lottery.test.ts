import { expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import { bytesFromBigint, bytesToHex } from '#lib/bytes.ts'
import { isWin, type Share, slotAlpha, tieValue } from './lottery.ts'

const OUTPUTS = 2n ** 512n
const output = (value: bigint) => bytesFromBigint(value, 64)
const share = (stake: bigint, total: bigint): Share => ({ stake: stake as Amount, total: total as Amount })

test('a slot’s alpha is the domain, the seed and the slot', () => {
  const alpha = slotAlpha('ab'.repeat(32), 258)
  expect(bytesToHex(alpha)).toBe(
    `${bytesToHex(new TextEncoder().encode('tabchain slot\n'))}${'ab'.repeat(32)}0000000000000102`,
  )
})

test('the threshold is exact: a third of all outputs, not one more', () => {
  // 2^512 is not a multiple of 3: ⌊2^512 / 3⌋ is still below a third
  const third = OUTPUTS / 3n
  expect(isWin(output(third), share(1n, 3n))).toBe(true)
  expect(isWin(output(third + 1n), share(1n, 3n))).toBe(false)
  expect(isWin(output(OUTPUTS / 2n - 1n), share(5n, 10n))).toBe(true)
  expect(isWin(output(OUTPUTS / 2n), share(5n, 10n))).toBe(false)
})

test('a share of everything always wins, a share of nothing never, and no share exceeds everything', () => {
  expect(isWin(output(OUTPUTS - 1n), share(7n, 7n))).toBe(true)
  expect(isWin(output(0n), share(0n, 7n))).toBe(false)
  expect(isWin(output(0n), share(0n, 0n))).toBe(false)
  expect(isWin(output(0n), share(8n, 7n))).toBe(false)
})

test('the output in proportion to its threshold decides a tie', () => {
  // both in the middle of what wins for them
  expect(tieValue(output(OUTPUTS / 4n), share(5n, 10n))).toBe(OUTPUTS / 2n)
  expect(tieValue(output(OUTPUTS / 20n), share(1n, 10n))).toBe(((OUTPUTS / 20n) * 10n) / 1n)
  expect(tieValue(output(100n), share(1n, 10n))).toBe(1000n)
  expect(tieValue(output(400n), share(5n, 10n))).toBe(800n)
  // stakes of equal size: the lower output
  expect(tieValue(output(99n), share(1n, 3n))).toBeLessThan(tieValue(output(100n), share(1n, 3n)))
})
