import { expect, test } from 'vitest'
import type { Amount } from '../amount.ts'
import { blockReward } from './block-reward.ts'

const reward = 50_000_001n as Amount

test('genesis issues nothing to a producer', () => {
  expect(blockReward(0, { reward, halvingInterval: 0 })).toBe(0n)
})

test('without halvings every block issues the same', () => {
  expect(blockReward(1, { reward, halvingInterval: 0 })).toBe(reward)
  expect(blockReward(2 ** 40, { reward, halvingInterval: 0 })).toBe(reward)
})

test.each([
  [1, 50_000_001n],
  [100, 50_000_001n],
  [101, 25_000_000n],
  [200, 25_000_000n],
  [201, 12_500_000n],
  [6400, 0n],
  [2 ** 50, 0n],
])('with a halving every 100 blocks, block %i issues %s', (height, expected) => {
  expect(blockReward(height, { reward, halvingInterval: 100 })).toBe(expected)
})
