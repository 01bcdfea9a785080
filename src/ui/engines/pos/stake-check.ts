import { t } from '@lingui/core/macro'
import { formatAmount } from '#chain/amount.ts'
import { amountText } from '../../format/amount-text.ts'
import { allBesidesFee, typedCoins } from '../../format/typed-coins.ts'

/** The content of the form. */
export interface StakeDraft {
  readonly action: 'stake' | 'unstake'
  readonly amount: string
  readonly fee: string
}

/** A change of a stake that passed the checks of the form; the node and the block check again. */
export interface StakeOrder {
  readonly action: StakeDraft['action']
  readonly from: string
  readonly amount: bigint
  readonly fee: bigint
}

/** The amounts that can be staked and withdrawn, in base units. */
export interface StakeMeans {
  readonly address: string
  readonly spendable: bigint
  /** The stake of this address, including changes that do not count yet. */
  readonly staked: bigint
  /** The stake of all addresses of the network. */
  readonly allStaked: bigint
  readonly minStake: bigint
}

/**
 * Either an order, or the errors by field and the first reason in words. An empty field is not an error yet,
 * but a reason.
 */
export type StakeCheck =
  | { readonly status: 'ready'; readonly order: StakeOrder }
  | { readonly status: 'blocked'; readonly reason: string; readonly errors: StakeErrors }

type StakeErrors = { readonly amount?: string; readonly fee?: string }

/** Checks a draft as it is typed, by the same bounds as the rules. Pure; `symbol` is for the words. */
export function checkStake(draft: StakeDraft, means: StakeMeans | undefined, symbol: string): StakeCheck {
  if (!means) return blocked(t`The wallet is not open yet`)
  const fee = typedCoins(draft.fee)
  if (!fee.ok) return blocked(t`The fee is not valid yet`, { fee: fee.error })
  if (draft.action === 'unstake' && fee.value > means.spendable)
    return blocked(t`The fee is not valid yet`, { fee: feeTooMuch(means.spendable, symbol) })
  if (draft.amount.trim() === '') return blocked(t`Enter an amount`)

  const amount = typedCoins(draft.amount)
  const problem = amount.ok ? PROBLEMS[draft.action](amount.value, fee.value, means, symbol) : amount.error
  if (!amount.ok || problem !== undefined)
    return blocked(t`The amount is not valid yet`, problem === undefined ? {} : { amount: problem })
  const order = { action: draft.action, from: means.address, amount: amount.value, fee: fee.value }
  return { status: 'ready', order }
}

/** The amount for the button "all": the balance less the fee, or the whole stake. */
export function wholeAmount(draft: StakeDraft, means: StakeMeans): string | undefined {
  if (draft.action === 'unstake') return means.staked > 0n ? formatAmount(means.staked) : undefined
  return allBesidesFee(means.spendable, draft.fee)
}

type Problem = (amount: bigint, fee: bigint, means: StakeMeans, symbol: string) => string | undefined

const PROBLEMS: Record<StakeDraft['action'], Problem> = {
  stake(amount, fee, { spendable, staked, minStake }, symbol) {
    if (amount === 0n) return ZERO
    if (amount + fee > spendable)
      return t`With the fee this is more than you have: ${{ has: coins(spendable, symbol) }} can be spent`
    if (staked + amount < minStake) return t`A stake has at least ${{ least: coins(minStake, symbol) }}`
    return undefined
  },

  unstake(amount, _, { staked, allStaked, minStake }, symbol) {
    if (amount === 0n) return ZERO
    if (staked === 0n) return t`This address has nothing at stake`
    if (amount > staked) return t`More than is at stake: at most ${{ most: coins(staked, symbol) }}`
    if (amount === allStaked) return t`This is the network’s last stake; without it nobody could make a block`
    const rest = staked - amount
    if (rest > 0n && rest < minStake)
      return t`${{ rest: coins(rest, symbol) }} would be left; leave at least ${{ least: coins(minStake, symbol) }}, or nothing`
    return undefined
  },
}

const ZERO = t`Zero moves nothing; the smallest amount is 0.000001`

const coins = (amount: bigint, symbol: string) => `${amountText(amount)} ${symbol}`

const feeTooMuch = (spendable: bigint, symbol: string) =>
  spendable === 0n
    ? t`This address has no coins to pay it`
    : t`More than there is: ${{ has: coins(spendable, symbol) }} can be spent`

const blocked = (reason: string, errors: StakeErrors = {}): StakeCheck => ({
  status: 'blocked',
  reason,
  errors,
})
