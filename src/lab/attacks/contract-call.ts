import type { Address } from '../../chain/address.ts'
import { ZERO } from '../../chain/amount.ts'
import { contractAddress } from '../../chain/state/contract.ts'
import type { Transaction } from '../../chain/transaction/transaction.ts'
import { encodeValue } from '../../contracts/encode-value.ts'
import { known } from '../../lib/assert.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { ATTACK_FEE, ATTACK_GAS } from '../limits.ts'

/** No arguments. */
function noArguments(): Uint8Array {
  const encoded = encodeValue([])
  return known(encoded.ok ? encoded.value : undefined, 'an empty list')
}

/** Puts a contract on the chain with an attacker's coins; its address. */
export async function deployOf(lab: AttackContext, source: string): Promise<Address> {
  const purse = await lab.purse()
  const { nonce } = lab.account(purse)
  const args = noArguments()
  const tx = lab.sign(
    purse,
    { kind: 'deploy', source, args, amount: ZERO, gasLimit: ATTACK_GAS },
    { fee: ATTACK_FEE },
  )
  await landedApplied(lab, tx)
  return contractAddress(purse.address, nonce)
}

/** Calls a method of it, which may fail. */
export async function callOf(lab: AttackContext, contract: Address, method: string): Promise<Transaction> {
  const purse = await lab.purse()
  const payload = {
    ...({
      kind: 'invoke',
      contract,
      method,
      args: noArguments(),
      amount: ZERO,
      gasLimit: ATTACK_GAS,
    } as const),
    expected: undefined,
  }
  const tx = lab.sign(purse, payload, { fee: ATTACK_FEE })
  await lab.tellTransaction(tx.bytes)
  await lab.landed(tx.id)
  return tx
}

async function landedApplied(lab: AttackContext, tx: Transaction): Promise<void> {
  await lab.tellTransaction(tx.bytes)
  await lab.landed(tx.id)
  const row = await lab.chain.store.tx(tx.id)
  if (row?.receipt.status !== 'applied')
    throw new AttackNeeds(`its contract on the chain: ${row?.receipt.code}`)
}
