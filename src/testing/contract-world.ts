import type { Address } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import { type AppliedBlock, applyBlock } from '#chain/apply/apply-block.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import type { Receipt } from '#chain/block/block.ts'
import { type CborValue, decode } from '#chain/codec.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import type { Hash } from '#chain/ids.ts'
import type { Violation } from '#chain/rules.ts'
import { readAccount } from '#chain/state/account.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { State } from '#chain/state/state.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { createEngine } from '#consensus/create-engine.ts'
import { assert, known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { Result } from '#lib/result.ts'
import { type TestAccount, testAccount, testNetwork } from './chain-builder.ts'
import { createFakeContractRuntime, fakeArgs, fakeSource } from './fake-contract-runtime.ts'
import { transactionOf } from './transaction-of.ts'

/** Enough for every call of a fake contract, with a fee that is not a multiple of it. */
export const WORLD_GAS = 1_000_000n
export const WORLD_FEE = 999_983n

/** The part of a fee that is paid for this much gas of the limit. */
export const paidFor = (gas: bigint, limit = WORLD_GAS, fee = WORLD_FEE): bigint =>
  (fee * gas + limit - 1n) / limit

interface Options {
  readonly amount?: bigint
  readonly gasLimit?: bigint
  readonly expected?: Hash
}

/** A deployment of a fake contract. */
export const deployPayload = (
  name: Parameters<typeof fakeSource>[0],
  args: readonly CborValue[] = [],
  { amount = 0n, gasLimit = WORLD_GAS }: Options = {},
): Payload => ({
  kind: 'deploy',
  source: fakeSource(name),
  args: fakeArgs(...args),
  amount: amount as Amount,
  gasLimit,
})

/** A call of a fake contract. */
export const invokePayload = (
  contract: Address,
  method: string,
  args: readonly CborValue[] = [],
  { amount = 0n, gasLimit = WORLD_GAS, expected }: Options = {},
): Payload => ({
  kind: 'invoke',
  contract,
  method,
  args: fakeArgs(...args),
  amount: amount as Amount,
  gasLimit,
  expected,
})

/** The value that was returned, according to a receipt. */
export function returned({ result }: Receipt): CborValue {
  const decoded = decode(known(result, 'a result'))
  assert(decoded.ok, 'a result decodes')
  return decoded.value
}

/**
 * A chain's state without blocks around it: every step applies transactions as a block of their own would,
 * and keeps the result.
 */
export class ContractWorld {
  /** Rich, and without any other role. */
  readonly alice = testAccount(1)
  readonly bob = testAccount(2)
  readonly producer = testAccount(3)
  readonly params = testNetwork({}, [this.alice, this.bob])
  readonly engine
  #state: State
  #height = 0

  constructor(runtime: ContractRuntime = createFakeContractRuntime()) {
    this.engine = withContracts(createEngine(this.params), runtime)
    this.#state = genesisBlock(this.params, this.engine, this.engine.genesisSeal()).state
  }

  get state(): State {
    return this.#state
  }

  balance(address: Address): bigint {
    return readAccount(this.#state, address).balance
  }

  /** The sender's next signed transaction, or the one `later` after it. */
  transaction(from: TestAccount, payload: Payload, { fee = WORLD_FEE, later = 0 } = {}): Transaction {
    const { nonce } = readAccount(this.#state, from.address)
    return transactionOf(this.params, from, payload, { nonce: nonce + later, fee })
  }

  /** A block with these transactions, which may break a rule; the state does not change. */
  tryBlock(
    transactions: readonly Transaction[],
    blockGas = this.params.limits.blockGas,
  ): Result<AppliedBlock, Violation> {
    const height = this.#height + 1
    const timestamp = (this.params.timestamp + height * 10_000) as UnixMs
    const genesis = { ...this.params, limits: { ...this.params.limits, blockGas } }
    return applyBlock(
      this.#state,
      { transactions, height, timestamp, producer: this.producer.address, final: undefined },
      { genesis, engine: this.engine },
    )
  }

  /** A block that changes the state. */
  block(transactions: readonly Transaction[]): AppliedBlock {
    const applied = this.tryBlock(transactions)
    assert(applied.ok, applied.ok ? '' : applied.error.message)
    this.#state = applied.value.state
    this.#height++
    return applied.value
  }

  /** Applies a transaction in a block of its own and returns its receipt. */
  act(from: TestAccount, payload: Payload, fee = WORLD_FEE): Receipt {
    return known(this.block([this.transaction(from, payload, { fee })]).receipts[0], 'receipt')
  }

  /** Deploys a fake contract for Alice, without a fee, and returns its address. */
  deploy(name: Parameters<typeof fakeSource>[0], args: readonly CborValue[] = [], amount = 0n): Address {
    const { nonce } = readAccount(this.#state, this.alice.address)
    const receipt = this.act(this.alice, deployPayload(name, args, { amount }), ZERO)
    assert(receipt.status === 'applied', `${name} does not deploy: ${receipt.code} ${receipt.message}`)
    return contractAddress(this.alice.address, nonce)
  }

  /** Calls a contract for Bob, without a fee, and returns the receipt. */
  call(contract: Address, method: string, args: readonly CborValue[] = [], options: Options = {}): Receipt {
    return this.act(this.bob, invokePayload(contract, method, args, options), ZERO)
  }
}
