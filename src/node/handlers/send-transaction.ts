import type { Payload } from '../../chain/transaction/transaction.ts'
import { type Failure, ok, type Result } from '../../lib/result.ts'
import { makeTransaction } from '../make-transaction.ts'
import type { TabNode } from '../tab-node.ts'

/** From which own address or name, at what fee; `nonce` replaces a waiting transaction. */
export interface SendOptions {
  readonly from: string
  readonly fee?: bigint
  readonly nonce?: number
}

/** Makes, submits and keeps a transaction of any kind. Rapid sends take their nonces one after the other. */
export function createSender(node: TabNode) {
  return async (
    { from, fee, nonce }: SendOptions,
    payload: Payload,
  ): Promise<Result<{ txId: string }, Failure>> => {
    const sent = await node.sending.run(async () => {
      const own = node.wallet.find(from)
      if (!own.ok) return own
      const tx = await makeTransaction(node, own.value, payload, { fee, nonce })
      if (!tx.ok) return tx
      const submitted = await node.submit(tx.value)
      return submitted.ok ? ok({ txId: tx.value.id, kept: submitted.value.kept }) : submitted
    })
    if (!sent.ok) return sent
    await sent.value.kept
    return ok({ txId: sent.value.txId })
  }
}
