import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import { createBlockRoom } from '#chain/apply/block-room.ts'
import type { BlockContext, NetworkRules } from '#chain/apply/consensus-rules.ts'
import { UncheckableCall } from '#chain/apply/contract-runtime.ts'
import { bytesInBody } from '#chain/block/body-codec.ts'
import { StateDraft, type StateReader } from '#chain/state/state-draft.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { JudgingFault, judged } from '#lib/judged.ts'
import { byFeeRate } from '#node/pool/fee-rate.ts'
import { LIST_BYTES } from '#node/pool/limits.ts'
import type { Mempool } from '#node/pool/mempool.ts'

interface DraftLimits {
  /** The most transactions, besides the network's limits. */
  readonly most?: number
  readonly hiddenToo?: boolean
  readonly onFault?: (tx: Transaction, fault: JudgingFault) => void
}

const raise = (_: Transaction, fault: JudgingFault) => {
  throw fault
}

/**
 * Selects the transactions for the next block: the best fee rate first (fee-rate.ts), each sender's in order
 * of nonce, as many as the limits allow and the senders can pay, at most `most`; hidden ones only if
 * `hiddenToo`. A transaction that meets a bug of this app is reported to `onFault` and left out.
 */
export function selectTransactions(
  mempool: Mempool,
  state: StateReader,
  block: BlockContext,
  { genesis, engine }: Pick<NetworkRules, 'genesis' | 'engine'>,
  { most = genesis.limits.blockTransactions, onFault = raise, hiddenToo = false }: DraftLimits = {},
): Transaction[] {
  const { limits } = genesis
  const heads = mempool.readyQueues({ hiddenToo })
  const selected: Transaction[] = []
  const draft = new StateDraft(state)
  engine.begin(draft, block)
  const capacity = createBlockRoom(limits.blockGas)
  let bytes = LIST_BYTES
  while (selected.length < Math.min(most, limits.blockTransactions)) {
    const queue = heads.pop()
    const tx = queue?.shift()
    if (!queue || !tx) break
    if (bytes + bytesInBody(tx) > limits.blockBytes) continue
    // a call that might not fit is left out, because running it to find out could be wasted time
    if (!capacity.holds(tx)) continue

    const top = new StateDraft(draft)
    const thing = { what: 'transaction', id: tx.id, step: 'draft' } as const
    const applied = tried(
      () => judged(thing, () => applyTransaction(top, tx, block, engine)),
      fault => onFault(tx, fault),
    )
    if (!applied?.ok || !capacity.take(applied.value).ok) continue
    draft.accept(top)
    selected.push(tx)
    bytes += bytesInBody(tx)
    if (queue.length > 0) insertSorted(heads, queue)
  }
  return selected
}

/** Runs a transaction; one that cannot run here is left to other nodes. */
function tried<T>(run: () => T, onFault: (fault: JudgingFault) => void): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof UncheckableCall) return undefined
    if (error instanceof JudgingFault) {
      onFault(error)
      return undefined
    }
    throw error
  }
}

function byHead(a: Transaction[], b: Transaction[]): number {
  return byFeeRate(a[0] as Transaction, b[0] as Transaction)
}

/** Keeps `heads` ascending by the fee rate of each queue's first transaction. */
function insertSorted(heads: Transaction[][], queue: Transaction[]): void {
  let low = 0
  let high = heads.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (byHead(heads[middle] as Transaction[], queue) < 0) low = middle + 1
    else high = middle
  }
  heads.splice(low, 0, queue)
}
