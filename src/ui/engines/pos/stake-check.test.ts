import { expect, test } from 'vitest'
import { checkStake, type StakeDraft, type StakeMeans, wholeAmount } from './stake-check.ts'

const means: StakeMeans = {
  address: 'tab1me',
  spendable: 100_000_000n,
  staked: 50_000_000n,
  allStaked: 80_000_000n,
  minStake: 10_000_000n,
}
const check = (draft: Partial<StakeDraft>, change: Partial<StakeMeans> = {}) =>
  checkStake({ action: 'stake', amount: '20', fee: '0.001', ...draft }, { ...means, ...change }, 'TAB')
const unstake = (amount: string, change: Partial<StakeMeans> = {}) =>
  check({ action: 'unstake', amount }, change)
const amountError = (result: ReturnType<typeof check>) =>
  result.status === 'blocked' ? result.errors.amount : 'none'

test('an order says what was typed', () => {
  expect(check({})).toEqual({
    status: 'ready',
    order: { action: 'stake', from: 'tab1me', amount: 20_000_000n, fee: 1_000n },
  })
})

test('an empty or half-typed amount is not scolded', () => {
  expect(check({ amount: '' })).toEqual({ status: 'blocked', reason: 'Enter an amount', errors: {} })
  expect(check({ amount: '20.' }).status).toBe('ready')
})

test('a stake meets the minimum exactly, with what is there already', () => {
  expect(check({ amount: '10' }, { staked: 0n }).status).toBe('ready')
  expect(amountError(check({ amount: '9.999999' }, { staked: 0n }))).toMatch(/at least 10 TAB/)
  expect(check({ amount: '1' }).status).toBe('ready')
})

test('all that there is, fee included, can be staked', () => {
  expect(check({ amount: '99.999' }).status).toBe('ready')
  expect(amountError(check({ amount: '99.999001' }))).toMatch(/more than you have/)
  expect(amountError(check({ amount: '0' }))).toMatch(/Zero/)
})

test('a stake is taken back whole, or leaves the minimum', () => {
  expect(unstake('50').status).toBe('ready')
  expect(unstake('40').status).toBe('ready')
  expect(amountError(unstake('40.000001'))).toMatch(/9.999999 TAB would be left/)
  expect(amountError(unstake('50.000001'))).toMatch(/at most 50 TAB/)
})

test('the last stake of the network stays', () => {
  expect(amountError(unstake('50', { allStaked: 50_000_000n }))).toMatch(/last stake/)
  expect(unstake('40', { allStaked: 50_000_000n }).status).toBe('ready')
})

test('what is not there cannot be taken back, and the fee must be there', () => {
  expect(amountError(unstake('1', { staked: 0n }))).toMatch(/nothing at stake/)
  expect(unstake('40', { spendable: 0n })).toMatchObject({
    status: 'blocked',
    errors: { fee: expect.stringMatching(/no coin/) },
  })
})

test('all: what can be spent beside the fee, or the whole stake', () => {
  const draft: StakeDraft = { action: 'stake', amount: '', fee: '0.001' }
  expect(wholeAmount(draft, means)).toBe('99.999')
  expect(wholeAmount({ ...draft, action: 'unstake' }, means)).toBe('50')
  expect(wholeAmount({ ...draft, action: 'unstake' }, { ...means, staked: 0n })).toBe(undefined)
  expect(wholeAmount(draft, { ...means, spendable: 1_000n })).toBe(undefined)
})
