import { type Amount, ZERO } from '#chain/amount.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { TRANSACTION_VERSION } from '#chain/transaction/transaction-codec.ts'
import { sign, TEST_GENESIS_TIME, type TestAccount } from './chain-builder.ts'

/** A signed transaction of any kind, by default without a fee. */
export const transactionOf = (
  genesis: GenesisParameters,
  from: TestAccount,
  payload: Payload,
  { nonce, fee = ZERO }: { readonly nonce: number; readonly fee?: bigint },
): Transaction =>
  sign(from, {
    version: TRANSACTION_VERSION,
    networkId: networkIdOf(genesis),
    nonce,
    timestamp: TEST_GENESIS_TIME,
    fee: fee as Amount,
    payload,
  })
