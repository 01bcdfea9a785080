import type { UnixMs } from '#lib/clock.ts'
import type { Result } from '#lib/result.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { ChangeBytes } from './change-bytes.ts'

/** A method of a contract: its name, its parameters, and its permissions. */
export interface ContractMethod {
  readonly name: string
  readonly parameters: readonly string[]
  /** Changes nothing, so that it can be called without a transaction. */
  readonly view: boolean
  /** Accepts coins. */
  readonly payable: boolean
}

/** The methods of a contract in the order of its source, from which they are derived at deployment. */
export type ContractAbi = readonly ContractMethod[]

/** Why code failed. Codes and messages are the same on every engine. */
export interface CodeFailure {
  readonly code:
    | 'CODE_INVALID'
    | 'CODE_THREW'
    | 'OUT_OF_GAS'
    | 'OUT_OF_MEMORY'
    | 'STACK_OVERFLOW'
    | 'CODE_TRAPPED'
  readonly message: string
  /** The line of the source, from 1; 0 where none is known. */
  readonly line: number
}

/** The outcome of code, and the gas that it used whatever the outcome. */
export interface CodeRun<T> {
  readonly gas: bigint
  readonly outcome: Result<T, CodeFailure>
}

/** One call of a method, as the code sees it. */
export interface ContractCall {
  readonly source: string
  readonly method: string
  /** A list, encoded by `contracts/encode-value.ts`. */
  readonly args: Uint8Array
  readonly isDeployment: boolean
  readonly caller: Address
  /** Whether the caller's address is that of a contract. */
  readonly callerIsContract: boolean
  readonly contract: Address
  readonly value: Amount
  readonly height: number
  readonly time: UnixMs
  readonly producer: Address
  readonly gasLimit: bigint
}

/**
 * What code may do to the world outside, one call at a time. A refusal is thrown into the code as an error
 * with this message. Only the contract understands its keys and values, which are bytes.
 */
export interface ContractHost {
  read(key: Uint8Array): Uint8Array | undefined
  /**
   * Writes a value; `undefined` removes it. Returns all changes, which are more than the key and its value
   * where they belong to a map.
   */
  write(key: Uint8Array, value: Uint8Array | undefined): Result<ChangeBytes, string>
  /**
   * At most `limit` keys of the map that begin with `prefix`, after `last`, in the order of their places: the
   * order in which they were added, except that the last key takes the place of a removed one. Empty after an
   * unknown key.
   */
  keys(prefix: Uint8Array, last: Uint8Array | undefined, limit: number): Uint8Array[]
  balance(address: Address): Amount
  transfer(to: Address, amount: Amount): Result<void, string>
  /** Emits an event; `data` are texts of values. */
  emit(name: string, data: readonly string[]): Result<void, string>
  /** Calls another contract's method with the rest of the gas, and returns its result. */
  call(
    contract: Address,
    method: string,
    args: Uint8Array,
    value: Amount,
    gasLimit: bigint,
  ): CodeRun<Uint8Array>
}

/**
 * Thrown by a runtime that cannot determine the outcome of a call. The reason is this browser and not the
 * call: nobody is to blame, and nothing of the call is kept.
 */
export abstract class UncheckableCall extends Error {
  abstract readonly code: string
}

/**
 * Runs the code of contracts: an interface of chain/ that contracts/ implements. Outcomes depend only on the
 * arguments and the host's answers.
 */
export interface ContractRuntime {
  /** The methods of a source, or why it does not define a contract. */
  inspect(source: string, gasLimit: bigint): CodeRun<ContractAbi>
  /** The result, encoded like the arguments. */
  call(call: ContractCall, host: ContractHost): CodeRun<Uint8Array>
}
