import type { Amount } from '#chain/amount.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { OwnAddress } from '#wallet/wallet.ts'

/** The own address and the fee; `nonce` replaces a pending transaction. */
export interface SendOptions {
  readonly from: OwnAddress
  readonly fee?: Amount | undefined
  readonly nonce?: number | undefined
  /** Sends it even if it fails on the present state. */
  readonly mayFail?: boolean
}

/** Makes, submits and stores a transaction of any kind. Concurrent calls take successive nonces. */
export function createSender(node: TabNode) {
  return async (options: SendOptions, payload: Payload): Promise<Result<{ txId: string }, Failure>> => {
    const sent = await sendTransaction(node, options, payload)
    return sent.ok ? ok({ txId: sent.value.id }) : sent
  }
}

/** The same, for callers that need more of the transaction than its id. */
export async function sendTransaction(
  node: TabNode,
  { from, ...options }: SendOptions,
  payload: Payload,
): Promise<Result<Transaction, Failure>> {
  const sent = await node.outbox.sending.run(async () => {
    const tx = await makeTransaction(node, from, payload, options)
    if (!tx.ok) return tx
    const submitted = await node.outbox.submit(tx.value)
    return submitted.ok ? ok({ tx: tx.value, kept: submitted.value.kept }) : submitted
  })
  if (!sent.ok) return sent
  await sent.value.kept
  return ok(sent.value.tx)
}
