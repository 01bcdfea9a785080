/**
 * The interface for contracts. A contract is one file of JavaScript with
 * `export default class … extends Contract`; its public methods do not begin with `_`.
 */

/** Values that can be stored, passed, returned and emitted. Numbers are safe integers. */
type ContractValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | ContractValue[]
  | { [field: string]: ContractValue }

/** Base units: 1 coin = 1_000_000n. */
type Amount = bigint

type MapKey = string | bigint | number | Uint8Array

/** A collection of any size. `get` returns a copy: `set` it again after a change. */
interface ContractMap {
  get(key: MapKey): ContractValue | undefined
  has(key: MapKey): boolean
  set(key: MapKey, value: ContractValue): this
  delete(key: MapKey): void
  /**
   * A page of at most 100 keys, in the order in which they were added (the last key takes the place of a
   * deleted one); `after` is the last key of the page before.
   */
  keys(page?: { after?: MapKey; limit?: number }): MapKey[]
}

declare abstract class Contract {
  /** Called once, by the deployment, with its arguments. */
  init?(...args: any[]): void
  /** Methods that must not change anything; they can call only view methods of other contracts. */
  static view?: string[]
  /** Methods that accept coins. */
  static payable?: string[]
  /**
   * Fields that are stored. They are loaded when they are read. If the call succeeds, those that changed are
   * written.
   */
  readonly state: { [field: string]: any }
  readonly ctx: typeof ctx
  map(name: string): ContractMap
}

declare const ctx: {
  /** The address of the caller: a person's, or a contract's. */
  readonly caller: string
  /** The coins of the call, which are the contract's already. */
  readonly value: Amount
  /** This contract's own address. */
  readonly address: string
  readonly balance: Amount
  /** The height of the block that contains the call. */
  readonly height: number
  /** The time of the block, in milliseconds since 1970. */
  readonly time: number
  readonly producer: string
  balanceOf(address: string): Amount
  transfer(to: string, amount: Amount): void
  /** Adds an event to the receipt; it can be found by the values after `data`. */
  emit(event: string, data?: ContractValue, ...indexed: ContractValue[]): void
  /**
   * Calls another contract; a view method can call only view methods, without coins. If the call fails, an
   * error is thrown here.
   */
  call(address: string, method: string, args?: ContractValue[], value?: Amount): ContractValue
  /** Ends the call and undoes all of it, unless the condition holds. */
  assert(condition: unknown, message?: string): asserts condition
  sha256(data: Uint8Array): Uint8Array
  /** Ed25519, as for transactions. */
  verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}
