import type { ApiHandlers } from '../../api/handlers.ts'
import { SUGGESTED_FEE } from '../../api/suggested-fee.ts'
import { addressFromBytes, parseAddress } from '../../chain/address.ts'
import { type Amount, formatAmount, toAmount } from '../../chain/amount.ts'
import { transactionCost } from '../../chain/apply/apply-transaction.ts'
import { MAX_MEMO_BYTES } from '../../chain/limits.ts'
import { readAccount } from '../../chain/state/account.ts'
import type { UnsignedTransaction } from '../../chain/transaction/transaction.ts'
import {
  assembleTransaction,
  signingBytes,
  TRANSACTION_VERSION,
} from '../../chain/transaction/transaction-codec.ts'
import { utf8ToBytes } from '../../lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '../../lib/result.ts'
import type { OwnAddress } from '../../wallet/wallet.ts'
import { Mutex } from '../mutex.ts'
import type { TabNode } from '../tab-node.ts'
import type { HandlerContext } from './context.ts'

interface Payment {
  readonly from: string
  readonly to: string
  readonly amount: bigint
  readonly fee?: bigint
  readonly memo?: string
  readonly nonce?: number
}

/** Sending. Rapid sends from one address take their nonces one after the other. */
export function paymentHandlers(context: HandlerContext): Pick<ApiHandlers, 'send'> {
  const oneAtATime = new Mutex()

  return {
    send: async payment => {
      const sent = await oneAtATime.run(() => sendOne(context, payment))
      if (!sent.ok) return sent
      await sent.value.kept
      return ok({ txId: sent.value.txId })
    },
  }
}

async function sendOne({ node }: HandlerContext, payment: Payment) {
  const own = node.wallet.find(payment.from)
  if (!own.ok) return own
  const unsigned = prepare(node, own.value, payment)
  if (!unsigned.ok) return unsigned

  const signature = await node.wallet.sign(own.value.address, signingBytes(unsigned.value))
  const tx = assembleTransaction(unsigned.value, signature)
  const submitted = await node.submit(tx)
  return submitted.ok ? ok({ txId: tx.id, kept: submitted.value.kept }) : submitted
}

/** The transaction to sign, once every field holds. */
function prepare(
  { chain, mempool }: TabNode,
  own: OwnAddress,
  payment: Payment,
): Result<UnsignedTransaction, Failure> {
  const to = parseAddress(payment.to)
  if (!to.ok) return fail(to.error.code, `to: ${to.error.message}`)
  const amount = readAmount(payment.amount, 'amount')
  if (!amount.ok) return amount
  if (amount.value === 0n) return fail('AMOUNT_ZERO', 'amount: must be more than 0')
  const fee = readAmount(payment.fee ?? SUGGESTED_FEE, 'fee')
  if (!fee.ok) return fee
  const memo = payment.memo ?? ''
  const memoBytes = utf8ToBytes(memo).length
  if (memoBytes > MAX_MEMO_BYTES) {
    return fail('MEMO_TOO_LONG', `memo: ${memoBytes} bytes, at most ${MAX_MEMO_BYTES} fit; shorten it`)
  }

  const sender = addressFromBytes(own.publicKey)
  const unsigned: UnsignedTransaction = {
    version: TRANSACTION_VERSION,
    networkId: chain.networkId,
    sender,
    nonce: payment.nonce ?? mempool.nextNonce(sender, chain.state),
    timestamp: chain.clock.now(),
    fee: fee.value,
    payload: { kind: 'transfer', to: to.value, amount: amount.value, memo },
  }

  const { balance } = readAccount(chain.state, sender)
  const committed = mempool
    .queueOf(sender)
    .filter(tx => tx.nonce !== unsigned.nonce)
    .reduce((sum, tx) => sum + transactionCost(tx), 0n)
  if (committed + transactionCost(unsigned) > balance) {
    return fail('BALANCE_TOO_LOW', balanceMessage(own, balance, committed, unsigned))
  }
  return ok(unsigned)
}

function balanceMessage(
  own: OwnAddress,
  balance: bigint,
  committed: bigint,
  unsigned: UnsignedTransaction,
): string {
  const left = formatAmount(balance > committed ? balance - committed : 0n)
  const needed = formatAmount(transactionCost(unsigned))
  const waiting = committed > 0n ? ` (${formatAmount(committed)} is in payments that wait for a block)` : ''
  return `amount: ${own.name} has ${left}${waiting}, and amount with fee come to ${needed}; send less, or mine or receive coins first`
}

function readAmount(value: bigint, field: string): Result<Amount, Failure> {
  if (typeof value !== 'bigint' || value < 0n) return fail('BAD_AMOUNT', `${field}: must not be negative`)
  const amount = toAmount(value)
  return amount.ok ? amount : fail(amount.error.code, `${field}: ${amount.error.message}`)
}
