import { addressFromBytes } from '#chain/address.ts'
import { type Amount, formatAmount, toAmount } from '#chain/amount.ts'
import { applyTransaction, transactionCost } from '#chain/apply/apply-transaction.ts'
import { readAccount } from '#chain/state/account.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import { checkPayload } from '#chain/transaction/kinds.ts'
import type { Payload, Transaction, UnsignedTransaction } from '#chain/transaction/transaction.ts'
import {
  assembleTransaction,
  signingBytes,
  TRANSACTION_VERSION,
} from '#chain/transaction/transaction-codec.ts'
import { judged } from '#lib/judged.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { nextBlock } from '#node/chain/next-block.ts'
import type { OwnAddress, Wallet } from '#wallet/wallet.ts'
import { leastFeeOf } from './fee-rate.ts'
import type { Mempool } from './mempool.ts'

interface Parts {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly wallet: Wallet
}

interface Options {
  /** Base units; by default the least relayed fee, which is enough while blocks are not full. */
  readonly fee?: bigint | undefined
  /** The nonce of a transaction to replace; by default the next free one. */
  readonly nonce?: number | undefined
  /** It may fail on the present state, so that only its receipt shows the result. */
  readonly mayFail?: boolean | undefined
}

/**
 * Makes a signed transaction of an own address, after all checks that are possible before it is in a block:
 * it is readable for others, affordable besides pending ones, and would not fail on the present state. It is
 * not sent.
 */
export async function makeTransaction(
  { chain, mempool, wallet }: Parts,
  own: OwnAddress,
  payload: Payload,
  { fee, nonce, mayFail = false }: Options = {},
): Promise<Result<Transaction, Failure>> {
  const sane = checkPayload(payload)
  if (!sane.ok) return fail(sane.error.code, sane.error.message)

  const sender = addressFromBytes(own.publicKey)
  const unpaid: Omit<UnsignedTransaction, 'fee'> = {
    version: TRANSACTION_VERSION,
    networkId: chain.networkId,
    sender,
    nonce: nonce ?? mempool.nextNonce(sender, chain.state),
    timestamp: chain.clock.now(),
    payload,
  }
  const paid = readAmount(fee ?? leastFeeOf(unpaid), 'fee')
  if (!paid.ok) return paid
  const unsigned: UnsignedTransaction = { ...unpaid, fee: paid.value }
  const affordable = checkAffordable(chain, mempool, own, unsigned)
  if (!affordable.ok) return affordable

  const tx = assembleTransaction(unsigned, await wallet.sign(own.address, signingBytes(unsigned)))
  const simulated = simulateTransaction(chain, tx, mayFail)
  return simulated.ok ? ok(tx) : simulated
}

/** Checks an amount of a person or script. */
function readAmount(value: bigint, field: string): Result<Amount, Failure> {
  if (typeof value !== 'bigint' || value < 0n) return fail('AMOUNT_BAD', `${field}: it must not be negative`)
  const amount = toAmount(value)
  return amount.ok ? amount : fail(amount.error.code, `${field}: ${amount.error.message}`)
}

function checkAffordable(
  { engine, state }: Chain,
  mempool: Mempool,
  own: OwnAddress,
  unsigned: UnsignedTransaction,
): Result<void, Failure> {
  const { balance } = readAccount(state, unsigned.sender)
  const committed = mempool
    .queueOf(unsigned.sender)
    .filter(tx => tx.nonce !== unsigned.nonce)
    .reduce((sum, tx) => sum + transactionCost(tx, engine), 0n)
  const cost = transactionCost(unsigned, engine)
  if (committed + cost <= balance) return ok(undefined)

  const left = formatAmount(balance > committed ? balance - committed : 0n)
  const waiting = committed > 0n ? ` (${formatAmount(committed)} is in pending transactions)` : ''
  return fail(
    'BALANCE_TOO_LOW',
    `amount: ${own.name} has ${left}${waiting}, but amount and fee together are ${formatAmount(cost)}; send less, or mine or receive coins first`,
  )
}

/**
 * Checks that it would not fail as the sender's next transaction on the tip, without those that wait before
 * it.
 */
function simulateTransaction(chain: Chain, tx: Transaction, mayFail: boolean): Result<void, Failure> {
  const { state, engine } = chain
  const { nonce } = readAccount(state, tx.sender)
  const block = nextBlock(chain, tx.sender)
  const simulated = judged({ what: 'transaction', id: tx.id, step: 'simulation' }, () =>
    applyTransaction(new StateDraft(state), { ...tx, nonce }, block, engine),
  )
  if (!simulated.ok) return fail(simulated.error.code, simulated.error.message)
  const { failure } = simulated.value
  return failure === undefined || mayFail ? ok(undefined) : fail(failure.code, failure.message)
}
