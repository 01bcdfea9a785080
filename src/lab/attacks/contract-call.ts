import type { Address } from '#chain/address.ts'
import { ZERO } from '#chain/amount.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { InvokePayload, Transaction } from '#chain/transaction/transaction.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import type { Value } from '#contracts/value.ts'
import { known } from '#lib/assert.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { ATTACK_FEE, ATTACK_GAS } from '../limits.ts'

/** Enough for a deployment and for all calls of one attack. */
const PURSE_COINS = 5n

interface CallOptions {
  readonly args?: readonly Value[]
  readonly gas?: bigint
}

function encodedList(values: readonly Value[]): Uint8Array {
  const encoded = encodeValue(values)
  return known(encoded.ok ? encoded.value : undefined, 'a list of values')
}

/** Deploys a contract with an attacker's coins and returns its address. */
export async function deployOf(lab: AttackContext, source: string): Promise<Address> {
  const purse = await lab.purse(PURSE_COINS)
  const { nonce } = lab.account(purse)
  const args = encodedList([])
  const tx = lab.sign(
    purse,
    { kind: 'deploy', source, args, amount: ZERO, gasLimit: ATTACK_GAS },
    { fee: ATTACK_FEE },
  )
  await landedApplied(lab, tx)
  return contractAddress(purse.address, nonce)
}

/** Calls a method of it; the call may fail. */
export async function callOf(
  lab: AttackContext,
  contract: Address,
  method: string,
  { args = [], gas = ATTACK_GAS }: CallOptions = {},
): Promise<Transaction> {
  const purse = await lab.purse(PURSE_COINS)
  const tx = lab.sign(purse, callPayload(contract, method, { args, gas }), {
    fee: (ATTACK_FEE * gas) / ATTACK_GAS,
  })
  await lab.announceTransaction(tx.bytes)
  await lab.landed(tx.id)
  return tx
}

/** Calls a method of it; the call must succeed for the attack to go on. */
export async function callApplied(
  lab: AttackContext,
  contract: Address,
  method: string,
  options: CallOptions,
): Promise<Transaction> {
  const tx = await callOf(lab, contract, method, options)
  await checkApplied(lab, tx)
  return tx
}

/** The call that {@link callOf} makes. */
export const callPayload = (
  contract: Address,
  method: string,
  { args = [], gas = ATTACK_GAS }: CallOptions,
): InvokePayload => ({
  ...{ kind: 'invoke', contract, method, args: encodedList(args), amount: ZERO, gasLimit: gas },
  expected: undefined,
})

async function landedApplied(lab: AttackContext, tx: Transaction): Promise<void> {
  await lab.announceTransaction(tx.bytes)
  await lab.landed(tx.id)
  await checkApplied(lab, tx)
}

async function checkApplied(lab: AttackContext, tx: Transaction): Promise<void> {
  const row = await lab.chain.store.tx(tx.id)
  if (row?.receipt.status !== 'applied')
    throw new AttackNeeds(`its contract on the chain; the call ended with ${row?.receipt.code}`)
}
