import { type Address, formatContractAddress } from '#chain/address.ts'
import { type Amount, COIN, ZERO } from '#chain/amount.ts'
import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import type { BlockEvent } from '#chain/block/block.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { readAccount, writeAccount } from '#chain/state/account.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { emptyState } from '#chain/state/state.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { assembleTransaction, TRANSACTION_VERSION } from '#chain/transaction/transaction-codec.ts'
import { createEngine } from '#consensus/create-engine.ts'
import { decodeValue } from '#contracts/decode-value.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import type { Value } from '#contracts/value.ts'
import { assert, known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { TEST_GENESIS_TIME, type TestAccount, testAccount, testNetwork } from './chain-builder.ts'

/** Enough for any call of a contract that a person would write. */
const GAS = 50_000_000n
/** The coins with which every player begins. */
export const PLAYER_COINS = 1000n * COIN

/** The outcome of a call; a failed one is `CODE: message`. */
export type Played =
  | { readonly value: Value; readonly events: readonly BlockEvent[]; readonly gas: bigint }
  | string

export interface PlayedContract {
  readonly address: Address
  readonly text: string
}

/**
 * A stage for contracts: transactions of several players are applied one after the other to a draft of the
 * state, as in blocks. They have no fees and no signatures, because these are checked earlier and take longer
 * than the calls. For whole blocks see testing/contract-world.ts.
 */
export interface ContractPlay {
  readonly draft: StateDraft
  balance(of: { readonly address: Address }): bigint
  /** Lets time pass before the next calls. */
  wait(ms: number): void
  tryDeploy(
    from: TestAccount,
    source: string,
    args?: readonly Value[],
    amount?: bigint,
  ): { readonly contract: PlayedContract; readonly played: Played }
  /** A deployment that must succeed. */
  deploy(from: TestAccount, source: string, args?: readonly Value[], amount?: bigint): PlayedContract
  call(
    from: TestAccount,
    contract: { readonly address: Address },
    method: string,
    args?: readonly Value[],
    amount?: bigint,
  ): Played
  /** The result of a view method, which must succeed. */
  ask(contract: { readonly address: Address }, method: string, ...args: Value[]): Value
}

/** A new stage on which each player has {@link PLAYER_COINS}. */
export function createContractPlay(runtime: ContractRuntime, players: readonly TestAccount[]): ContractPlay {
  const nobody = testAccount(99)
  const genesis = testNetwork()
  const networkId = networkIdOf(genesis)
  const engine = withContracts(createEngine(genesis), runtime)
  const draft = new StateDraft(emptyState())
  let time: number = TEST_GENESIS_TIME
  for (const { address } of players)
    writeAccount(draft, address, { balance: PLAYER_COINS as Amount, nonce: 0 })

  const apply = (from: TestAccount, payload: Payload): Played => {
    const { nonce } = readAccount(draft, from.address)
    const unsigned = { version: TRANSACTION_VERSION, networkId, nonce, fee: ZERO, payload }
    const tx = assembleTransaction(
      { ...unsigned, sender: from.address, timestamp: TEST_GENESIS_TIME },
      new Uint8Array(64),
    )
    const block = { height: 1, timestamp: time as UnixMs, producer: nobody.address, final: undefined }
    const applied = applyTransaction(draft, tx, block, engine)
    if (!applied.ok) return `${applied.error.code}: ${applied.error.message}`
    const { failure, receipt } = applied.value
    if (failure) return `${failure.code}: ${failure.message}`
    const value = decodeValue(known(receipt.result, 'result'))
    assert(value.ok, 'a result decodes')
    return { value: value.value, events: receipt.events, gas: receipt.gas }
  }

  const tryDeploy: ContractPlay['tryDeploy'] = (from, source, args = [], amount = 0n) => {
    const address = contractAddress(from.address, readAccount(draft, from.address).nonce)
    const played = apply(from, {
      ...{ kind: 'deploy', source, args: bytesOf(args), amount: amount as Amount, gasLimit: GAS },
    })
    return { contract: { address, text: formatContractAddress(address) }, played }
  }

  const call: ContractPlay['call'] = (from, { address: contract }, method, args = [], amount = 0n) =>
    apply(from, {
      ...{ kind: 'invoke', contract, method, args: bytesOf(args), amount: amount as Amount, gasLimit: GAS },
      expected: undefined,
    })

  return {
    draft,
    tryDeploy,
    call,
    balance: ({ address }) => readAccount(draft, address).balance,
    wait: ms => {
      time += ms
    },
    deploy(...deployment) {
      const { contract, played } = tryDeploy(...deployment)
      assert(typeof played !== 'string', `it does not deploy: ${played}`)
      return contract
    },
    ask(contract, method, ...args) {
      const played = call(nobody, contract, method, args)
      assert(typeof played !== 'string', `${method} fails: ${played}`)
      return played.value
    },
  }
}

function bytesOf(value: Value): Uint8Array {
  const encoded = encodeValue(value)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.value
}
