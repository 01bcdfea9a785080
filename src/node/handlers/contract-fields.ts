import type { ReadArgs } from '#api/calls.ts'
import { type Address, formatContractAddress } from '#chain/address.ts'
import { ZERO } from '#chain/amount.ts'
import type { ContractMethod, ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { MAX_ARGUMENT_BYTES } from '#chain/limits.ts'
import { type Contract, readContract } from '#chain/state/contract.ts'
import type { DeployPayload, InvokePayload } from '#chain/transaction/transaction.ts'
import { checkSource } from '#contracts/check-source.ts'
import { encodeValue, VALUE_LIMITS } from '#contracts/encode-value.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'

/**
 * Reads the fields of contract calls into the types of the rules. Every error names the field and the remedy.
 */
export type CallFields = Omit<ReadArgs<'contractCall'>, 'from' | 'gasLimit' | 'fee'>
export type DeployFields = Omit<ReadArgs<'contractDeploy'>, 'from' | 'gasLimit' | 'fee'>

type WithoutGas<P> = Omit<P, 'gasLimit'>

/** The contract runtime, or the error that this tab has none. */
export function requireContracts({ contracts }: Chain): Result<ContractRuntime, Failure> {
  if (contracts !== undefined) return ok(contracts)
  return fail(
    'CONTRACTS_UNAVAILABLE',
    'contracts: this tab cannot run any, because the contract engine did not load; reload the page',
  )
}

/** The contract at an address in the tip's state. */
export function findContract({ state }: Chain, address: Address): Result<Contract, Failure> {
  const contract = readContract(state, address)
  if (contract) return ok(contract)
  return fail(
    'CONTRACT_UNKNOWN',
    `address: there is no contract at ${formatContractAddress(address)} yet; wait until its deployment is in a block, or check the address`,
  )
}

/** A method that can be called; `init` runs only in the deployment. */
export function readMethod({ abi }: Contract, name: string): Result<ContractMethod, Failure> {
  const callable = abi.filter(method => method.name !== 'init')
  const method = callable.find(candidate => candidate.name === name)
  if (method) return ok(method)
  const names = callable.map(candidate => candidate.name).join(', ')
  const has = names === '' ? 'no callable methods' : names
  return fail('METHOD_UNKNOWN', `method: the contract has no method "${name.slice(0, 64)}"; it has ${has}`)
}

export function readArguments(args: readonly unknown[] = []): Result<Uint8Array, Failure> {
  const encoded = encodeValue(args, { ...VALUE_LIMITS, maxBytes: MAX_ARGUMENT_BYTES })
  if (encoded.ok) return encoded
  // the codec's errors call their input a value
  const path = /^value(?=[.[:])/
  const { code, message } = encoded.error
  return fail(code, path.test(message) ? message.replace(path, 'args') : `args: ${message}`)
}

/** Reads a call without its gas limit. */
export function readCall(
  chain: Chain,
  { address, method: name, args: values, amount = ZERO, expected }: CallFields,
): Result<WithoutGas<InvokePayload>, Failure> {
  const contract = findContract(chain, address)
  if (!contract.ok) return contract
  const method = readMethod(contract.value, name)
  if (!method.ok) return method
  const args = readArguments(values)
  if (!args.ok) return args
  if (amount > 0n && !method.value.payable) {
    return fail('METHOD_NOT_PAYABLE', `amount: ${name} takes no coins; leave the amount out`)
  }
  return ok({ kind: 'invoke', contract: address, method: name, args: args.value, amount, expected })
}

/** Reads a deployment without its gas limit. */
export function readDeployment({
  source,
  args: values,
  amount = ZERO,
}: DeployFields): Result<WithoutGas<DeployPayload>, Failure> {
  if (source.trim() === '') {
    return fail(
      'SOURCE_EMPTY',
      'source: give the contract’s source, `export default class … extends Contract`',
    )
  }
  const checked = checkSource(source)
  if (!checked.ok) return fail(checked.error.code, `source: ${checked.error.message}`)
  const args = readArguments(values)
  return args.ok ? ok({ kind: 'deploy', source, args: args.value, amount }) : args
}

/** Checks a person's gas limit; undefined leaves it to the node. */
export function checkGasLimit(
  { genesis }: Chain,
  gasLimit: bigint | undefined,
): Result<bigint | undefined, Failure> {
  const { blockGas } = genesis.limits
  if (gasLimit === undefined || gasLimit <= blockGas) return ok(gasLimit)
  return fail('VALUE_BAD', `gasLimit: give 1 to ${blockGas}, the gas of a block, or leave it out`)
}
