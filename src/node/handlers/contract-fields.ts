import { type Address, addressFromBytes, parseAddress, parseContractAddress } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import type { ContractMethod, ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { type Hash, parseHash } from '#chain/ids.ts'
import { MAX_ARGUMENT_BYTES } from '#chain/limits.ts'
import { type Contract, readContract } from '#chain/state/contract.ts'
import type { DeployPayload, InvokePayload } from '#chain/transaction/transaction.ts'
import { checkSource } from '#contracts/check-source.ts'
import { encodeValue, VALUE_LIMITS } from '#contracts/encode-value.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { readAmount } from '#node/pool/make-transaction.ts'
import type { Wallet } from '#wallet/wallet.ts'

/**
 * The fields of the calls about contracts as the rules know them. Every refusal names the field and what to give instead.
 */
export interface CallFields {
  readonly address: string
  readonly method: string
  readonly args?: readonly unknown[]
  readonly amount?: bigint
  readonly expected?: string
}

export interface DeployFields {
  readonly source: string
  readonly args?: readonly unknown[]
  readonly amount?: bigint
}

type WithoutGas<P> = Omit<P, 'gasLimit'>

/** What runs contracts here. */
export function requireContracts({ contracts }: Chain): Result<ContractRuntime, Failure> {
  if (contracts !== undefined) return ok(contracts)
  return fail(
    'CONTRACTS_UNAVAILABLE',
    'contracts: this tab cannot run any, because their engine did not load; load the page again',
  )
}

/** A contract of the tip's state. */
export function readTarget(
  { state }: Chain,
  text: string,
): Result<{ readonly address: Address; readonly contract: Contract }, Failure> {
  const address = parseContractAddress(String(text ?? ''))
  if (!address.ok) return address
  const contract = readContract(state, address.value)
  if (contract) return ok({ address: address.value, contract })
  return fail(
    'CONTRACT_UNKNOWN',
    `address: there is no contract at ${text} yet; wait until its deployment is in a block, or check the address`,
  )
}

/** A method that can be called; `init` is the deployment's own. */
export function readMethod({ abi }: Contract, name: string): Result<ContractMethod, Failure> {
  const callable = abi.filter(method => method.name !== 'init')
  const method = callable.find(candidate => candidate.name === name)
  if (method) return ok(method)
  const names = callable.map(candidate => candidate.name).join(', ')
  const has = names === '' ? 'none that can be called' : names
  return fail(
    'METHOD_UNKNOWN',
    `method: the contract has no method "${String(name).slice(0, 64)}"; it has ${has}`,
  )
}

export function readArguments(args: readonly unknown[] = []): Result<Uint8Array, Failure> {
  if (!Array.isArray(args)) return fail('BAD_ARGUMENTS', 'args: give a list of values, such as [1, "two"]')
  const encoded = encodeValue(args, { ...VALUE_LIMITS, maxBytes: MAX_ARGUMENT_BYTES })
  if (encoded.ok) return encoded
  // the codec calls what it is given a value
  const path = /^value(?=[.[:])/
  const { code, message } = encoded.error
  return fail(code, path.test(message) ? message.replace(path, 'args') : `args: ${message}`)
}

/** A call without its gas limit. */
export function readCall(chain: Chain, call: CallFields): Result<WithoutGas<InvokePayload>, Failure> {
  const target = readTarget(chain, call.address)
  if (!target.ok) return target
  const method = readMethod(target.value.contract, call.method)
  if (!method.ok) return method
  const args = readArguments(call.args)
  if (!args.ok) return args
  const amount = readCoins(call.amount)
  if (!amount.ok) return amount
  if (amount.value > 0n && !method.value.payable) {
    return fail('METHOD_NOT_PAYABLE', `amount: ${call.method} takes no coins; leave the amount out`)
  }
  const expected = call.expected === undefined ? ok(undefined) : parseHash<Hash>(call.expected, 'expected')
  if (!expected.ok) return expected
  return ok({
    kind: 'invoke',
    contract: target.value.address,
    method: call.method,
    args: args.value,
    amount: amount.value,
    expected: expected.value,
  })
}

/** A deployment without its gas limit. */
export function readDeployment(deployment: DeployFields): Result<WithoutGas<DeployPayload>, Failure> {
  const { source } = deployment
  if (typeof source !== 'string' || source.trim() === '') {
    return fail(
      'SOURCE_EMPTY',
      'source: give the contract’s source, `export default class … extends Contract`',
    )
  }
  const checked = checkSource(source)
  if (!checked.ok) return fail(checked.error.code, `source: ${checked.error.message}`)
  const args = readArguments(deployment.args)
  if (!args.ok) return args
  const amount = readCoins(deployment.amount)
  if (!amount.ok) return amount
  return ok({ kind: 'deploy', source, args: args.value, amount: amount.value })
}

export const readCoins = (amount: bigint | undefined): Result<Amount, Failure> =>
  amount === undefined ? ok(ZERO) : readAmount(amount, 'amount')

/** What a person allows; undefined if they leave it to the node. */
export function readGasLimit(
  { genesis }: Chain,
  gasLimit: bigint | undefined,
): Result<bigint | undefined, Failure> {
  const { blockGas } = genesis.limits
  if (gasLimit === undefined) return ok(undefined)
  if (typeof gasLimit === 'bigint' && gasLimit > 0n && gasLimit <= blockGas) return ok(gasLimit)
  return fail('BAD_GAS', `gasLimit: give 1 to ${blockGas}, which a block has, or leave it out`)
}

/** An own address by its name, or anybody's. */
export function readPerson(wallet: Wallet, text: string, field: string): Result<Address, Failure> {
  const own = wallet.find(String(text ?? ''))
  if (own.ok) return ok(addressFromBytes(own.value.publicKey))
  const parsed = parseAddress(String(text ?? ''))
  return parsed.ok
    ? parsed
    : fail(parsed.error.code, `${field}: give one of your addresses or its name, or anybody’s address`)
}

/** Fields that were given: absent ones stay absent. */
export const given = (args: readonly unknown[] | undefined, amount: bigint | undefined) => ({
  ...(args === undefined ? {} : { args }),
  ...(amount === undefined ? {} : { amount }),
})
