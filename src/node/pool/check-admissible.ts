import { formatAmount } from '#chain/amount.ts'
import { mostGas } from '#chain/apply/intrinsic-gas.ts'
import { bytesInBody } from '#chain/block/body-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { leastFee } from './fee-rate.ts'
import { LIST_BYTES } from './limits.ts'

/** Checks a transaction without the state: its fee is enough for its size, and a block has room for it. */
export function checkAdmissible(
  tx: Transaction,
  { blockBytes, blockGas }: Pick<GenesisParameters['limits'], 'blockBytes' | 'blockGas'>,
): Result<void, Failure<'POOL_FEE_LOW' | 'POOL_TOO_LARGE'>> {
  const maxBytes = blockBytes - LIST_BYTES
  if (bytesInBody(tx) > maxBytes) {
    return fail(
      'POOL_TOO_LARGE',
      `the transaction takes ${bytesInBody(tx)} bytes, but a block of this network has room for ${maxBytes}; put less into it`,
    )
  }
  if (mostGas(tx) > blockGas) {
    return fail(
      'POOL_TOO_LARGE',
      `the transaction may take ${mostGas(tx)} gas, but a block of this network has ${blockGas}; lower its gas limit or put less into it`,
    )
  }
  const least = leastFee(tx)
  if (tx.fee >= least) return ok(undefined)
  return fail(
    'POOL_FEE_LOW',
    `fee: ${formatAmount(tx.fee)} is too little for a transaction of this size and gas limit; offer ${formatAmount(least)} or more`,
  )
}
