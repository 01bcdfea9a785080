import type { UnixMs } from '#lib/clock.ts'
import type { Result } from '#lib/result.ts'
import type { Address } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { ChangeBytes } from './change-bytes.ts'

/** What a method of a contract is called, what it takes, and what it may do. */
export interface ContractMethod {
  readonly name: string
  readonly parameters: readonly string[]
  /** Changes nothing: it can be called without a transaction. */
  readonly view: boolean
  /** Takes coins. */
  readonly payable: boolean
}

/** What a contract offers, derived from its source when it is deployed; in the order of the source. */
export type ContractAbi = readonly ContractMethod[]

/** Why code came to nothing. Both codes and messages are the same on every engine. */
export interface CodeFailure {
  readonly code:
    | 'CODE_INVALID'
    | 'CODE_THREW'
    | 'OUT_OF_GAS'
    | 'OUT_OF_MEMORY'
    | 'STACK_OVERFLOW'
    | 'CODE_TRAPPED'
  readonly message: string
  /** Of the source, from 1; 0 where there is none. */
  readonly line: number
}

/** Whatever came of it, this much gas was used. */
export interface CodeRun<T> {
  readonly gas: bigint
  readonly outcome: Result<T, CodeFailure>
}

/** One call of a method, as the code sees it. */
export interface ContractCall {
  readonly source: string
  readonly method: string
  /** A list, as `contracts/encode-value.ts` encodes values. */
  readonly args: Uint8Array
  readonly isDeployment: boolean
  readonly caller: Address
  /** Its address is then that of a contract. */
  readonly callerIsContract: boolean
  readonly contract: Address
  readonly value: Amount
  readonly height: number
  readonly time: UnixMs
  readonly producer: Address
  readonly gasLimit: bigint
}

/**
 * What code may do to the world outside, one call at a time. A refusal is thrown into the code as an error with this message. Keys and values are
 * bytes that only the contract understands.
 */
export interface ContractHost {
  read(key: Uint8Array): Uint8Array | undefined
  /** `undefined` removes. It says what changed, which is more than the key and its value where they belong to a map. */
  write(key: Uint8Array, value: Uint8Array | undefined): Result<ChangeBytes, string>
  /**
   * Of the map's keys that begin with `prefix`, at most `limit` after `last`, in the order of their places: that in which they came, but that the
   * last key takes the place of one that is removed. None after a key that is not there.
   */
  keys(prefix: Uint8Array, last: Uint8Array | undefined, limit: number): Uint8Array[]
  balance(address: Address): Amount
  transfer(to: Address, amount: Amount): Result<void, string>
  /** Tells of something in the receipt; `data` are texts of values. */
  emit(name: string, data: readonly string[]): Result<void, string>
  /** Another contract's method, with what is left of the gas; its result. */
  call(
    contract: Address,
    method: string,
    args: Uint8Array,
    value: Amount,
    gasLimit: bigint,
  ): CodeRun<Uint8Array>
}

/**
 * Thrown by a runtime that cannot say here and now what a call comes to, which is this browser's doing and says nothing about the call: nobody
 * is to blame, and nothing of it is kept.
 */
export abstract class UncheckableCall extends Error {
  abstract readonly code: string
}

/** Runs the code of contracts: chain/ asks, contracts/ answers. What it comes to depends on its arguments and the host's answers only. */
export interface ContractRuntime {
  /** What the source offers, or why it is no contract. */
  inspect(source: string, gasLimit: bigint): CodeRun<ContractAbi>
  /** The result, encoded like the arguments. */
  call(call: ContractCall, host: ContractHost): CodeRun<Uint8Array>
}
