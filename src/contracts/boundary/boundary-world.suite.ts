import { type Address, addressFromBytes, formatContractAddress } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import type { Receipt } from '#chain/block/block.ts'
import { decodeReceipt, encodeReceipt } from '#chain/block/receipt-codec.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { readAccount } from '#chain/state/account.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { decodeMapValue, storedPlace } from '#chain/state/contract-storage.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { assembleTransaction, TRANSACTION_VERSION } from '#chain/transaction/transaction-codec.ts'
import { createEngine } from '#consensus/create-engine.ts'
import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { decodeValue } from '../decode-value.ts'
import { encodeValue } from '../encode-value.ts'
import { createContractRuntime, type MeteredRuntime } from '../runtime.ts'
import { type Trace, traceCall } from '../trace/trace-call.ts'
import { ECHO_SOURCE, hostileContract, METHODS } from './hostile-contract.suite.ts'

/** Enough for every program that ends by itself. */
const GAS = 25_000_000n

/**
 * One state on which hostile contracts are deployed and called, as in a block; transactions are not signed.
 */
export class BoundaryWorld {
  readonly #account = testAccount(1)
  readonly #genesis = testNetwork({}, [this.#account])
  readonly #networkId = networkIdOf(this.#genesis)
  readonly #runtime: MeteredRuntime
  readonly #draft: StateDraft
  readonly echo: string

  constructor(module: WebAssembly.Module) {
    this.#runtime = createContractRuntime(module)
    const engine = createEngine(this.#genesis)
    this.#draft = new StateDraft(genesisBlock(this.#genesis, engine, engine.genesisSeal()).state)
    this.echo = this.deploy(ECHO_SOURCE).text
  }

  deploy(source: string) {
    const address = contractAddress(
      this.#account.address,
      readAccount(this.#draft, this.#account.address).nonce,
    )
    const amount = 5n as Amount
    const receipt = this.#apply({ kind: 'deploy', source, args: NOTHING, amount, gasLimit: GAS })
    return { address, text: formatContractAddress(address), receipt }
  }

  call(contract: Address, method: string): Receipt {
    return this.#apply(callOf(contract, method))
  }

  /** The same step by step, which does not change the state. */
  trace(contract: Address, method: string): Promise<Trace<Receipt>> {
    return traceCall(
      this.#runtime,
      formatContractAddress(contract),
      runtime => this.#apply(callOf(contract, method), new StateDraft(this.#draft), runtime),
      async () => {},
    )
  }

  #apply(payload: Payload, draft = this.#draft, runtime: ContractRuntime = this.#runtime): Receipt {
    const { address } = this.#account
    const tx = assembleTransaction(
      {
        ...{ version: TRANSACTION_VERSION, networkId: this.#networkId, sender: address, fee: ZERO, payload },
        nonce: readAccount(draft, address).nonce,
        timestamp: TEST_GENESIS_TIME,
      },
      new Uint8Array(64),
    )
    const producer = addressFromBytes(new Uint8Array(32).fill(3))
    const block = { height: 1, timestamp: (TEST_GENESIS_TIME + 10_000) as UnixMs, producer, final: undefined }
    const applied = applyTransaction(draft, tx, block, withContracts(createEngine(this.#genesis), runtime))
    assert(applied.ok, 'a transaction whose sender has coins and the next nonce is applied')
    return applied.value.receipt
  }
}

const NOTHING = (() => {
  const encoded = encodeValue([])
  assert(encoded.ok, 'an empty list is a value')
  return encoded.value
})()

const callOf = (contract: Address, method: string): Payload => ({
  ...{ kind: 'invoke', contract, method, args: NOTHING, amount: ZERO, gasLimit: GAS, expected: undefined },
})

/**
 * The receipts of the programs of one contract. Whatever they did, everything that a block keeps can be
 * decoded, and failures are those of the contract and not of the boundary.
 */
export function runHostile(world: BoundaryWorld, seed: number): Receipt[] {
  const deployed = world.deploy(hostileContract(seed, world.echo))
  const receipts = [deployed.receipt]
  if (deployed.receipt.status === 'applied') {
    for (let index = 0; index < METHODS; index++) receipts.push(world.call(deployed.address, `m${index}`))
  }
  for (const receipt of receipts) checkReadable(receipt)
  return receipts
}

function checkReadable(receipt: Receipt): void {
  assert(receipt.code !== 'CODE_TRAPPED', `the boundary was broken: ${receipt.message}`)
  const texts = [receipt.message, ...receipt.events.flatMap(({ name, data }) => [name, ...data])]
  assert(
    texts.every(text => text.isWellFormed()),
    'a text that was kept is well-formed',
  )
  assert(decodeReceipt(encodeReceipt(receipt)).ok, 'a receipt that was kept decodes')
  const values = receipt.changes.flatMap(([key, value]) => storedValues(key, value))
  if (receipt.result) values.push(receipt.result)
  for (const value of values) assert(decodeValue(value).ok, 'a value that was kept decodes')
}

function storedValues(key: string, value: Uint8Array | undefined): Uint8Array[] {
  const place = storedPlace(key)
  if (place === undefined || place.type === 'order' || value === undefined) return []
  return place.type === 'field' ? [value] : [place.key, decodeMapValue(value)]
}
