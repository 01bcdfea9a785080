/**
 * What contracts are written against. A contract is one file of JavaScript with `export default class … extends Contract`; its public methods
 * (those without `_` in front) can be called. The editor completes from this file.
 */

/** What can be stored, passed, returned and emitted; everything else is refused with a message. Numbers are safe integers. */
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

/** A collection of any size, of which only what is asked for is loaded. What `get` gives is a copy: `set` it again after a change. */
interface ContractMap {
  get(key: MapKey): ContractValue | undefined
  has(key: MapKey): boolean
  set(key: MapKey, value: ContractValue): this
  delete(key: MapKey): void
  /**
   * A page of at most 100 keys, in the order in which they came (the last key takes the place of one that is deleted); `after` is the last
   * key of the page before.
   */
  keys(page?: { after?: MapKey; limit?: number }): MapKey[]
}

declare abstract class Contract {
  /** Called once, by the deployment, with its arguments. */
  init?(...args: any[]): void
  /** Methods that change nothing, and are not allowed to; of other contracts, they can call view methods only. */
  static view?: string[]
  /** Methods that take coins. */
  static payable?: string[]
  /** Fields that last. They are loaded when they are read, and written, if they are different, when the call ends well. */
  readonly state: { [field: string]: any }
  readonly ctx: typeof ctx
  map(name: string): ContractMap
}

declare const ctx: {
  /** The address of who called: a person's, or a contract's. */
  readonly caller: string
  /** The coins that came with the call; they are the contract's already. */
  readonly value: Amount
  /** This contract's own. */
  readonly address: string
  readonly balance: Amount
  /** Of the block in which the call is. */
  readonly height: number
  /** Of the block, in milliseconds since 1970. */
  readonly time: number
  readonly producer: string
  balanceOf(address: string): Amount
  transfer(to: string, amount: Amount): void
  /** Leaves an event in the receipt; it can be found by the values after `data`. */
  emit(event: string, data?: ContractValue, ...indexed: ContractValue[]): void
  /** Calls another contract, from a view method a view method and without coins. If that fails, an error is thrown here. */
  call(address: string, method: string, args?: ContractValue[], value?: Amount): ContractValue
  /** Ends the call and undoes all of it, unless the condition holds. */
  assert(condition: unknown, message?: string): asserts condition
  sha256(data: Uint8Array): Uint8Array
  /** Ed25519, as for transactions. */
  verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}
