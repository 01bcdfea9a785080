import { formatContractAddress } from '#chain/address.ts'
import { type Amount, COIN, ZERO } from '#chain/amount.ts'
import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import { intrinsicGas } from '#chain/apply/intrinsic-gas.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { readAccount, writeAccount } from '#chain/state/account.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { emptyState, type State } from '#chain/state/state.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { assembleTransaction, TRANSACTION_VERSION } from '#chain/transaction/transaction-codec.ts'
import { createEngine } from '#consensus/create-engine.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import { createContractRuntime } from '#contracts/runtime.ts'
import type { Value } from '#contracts/value.ts'
import type { UnixMs } from '#lib/clock.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import type { Contestant } from './contestant.ts'
import {
  CHAIN,
  DEPLOYED,
  HELPERS,
  HOST_PROGRAMS,
  type HostProgram,
  KEEPING_PROGRAM,
  MANY,
  VIEW_PROGRAMS,
} from './host-programs.ts'

/** The gas for all that exists before a program runs, which may be more than a block has. */
const SETUP_GAS = 100_000_000_000n
/**
 * The gas of a sample: enough to build and pass the longest values once or twice, in some tens of
 * milliseconds.
 */
const SAMPLE_GAS = 60_000_000n

const alice = testAccount(1)
const genesis = testNetwork({ limits: { ...testNetwork().limits, blockGas: SETUP_GAS } })
const networkId = networkIdOf(genesis)
const block = {
  height: 1,
  timestamp: TEST_GENESIS_TIME as UnixMs,
  producer: testAccount(3).address,
  final: undefined,
}

/**
 * Programs that use the host: applied like transactions in a block, including the state's root, without
 * signatures.
 */
export function hostContestants(module: WebAssembly.Module): {
  readonly all: Contestant[]
  readonly keeping: Contestant
} {
  const stage = createStage(module)
  const at = Object.fromEntries(Object.entries(HELPERS).map(([name, source]) => [name, stage.add(source)]))
  const relays = Array.from({ length: CHAIN }, () => stage.add(HELPERS.relay ?? ''))
  const many = Array.from({ length: MANY }, (_, i) => stage.add(`// ${i}\n${HELPERS.plain}`))
  const constants = `const at = ${JSON.stringify(at)}, relays = ${JSON.stringify(relays)}, many = ${JSON.stringify(many)};`
  const calling = ([name, body]: HostProgram, view: boolean): Contestant =>
    stage.calling(
      name,
      `${constants} export default class Program extends Contract { static view = [${view ? '"run"' : ''}]; run(turn) { ${body} } }`,
    )
  const all = [
    ...HOST_PROGRAMS.map(program => calling(program, false)),
    ...VIEW_PROGRAMS.map(program => calling(program, true)),
    ...Object.entries(DEPLOYED).map(([name, source]) => stage.deploying(`deployments of ${name}`, source)),
  ]
  return { all, keeping: calling(KEEPING_PROGRAM, false) }
}

/** A state that grows while it is set up, and does not change while programs run. */
function createStage(module: WebAssembly.Module) {
  const engine = withContracts(createEngine(genesis), createContractRuntime(module))
  let state: State = emptyState()
  const rich = new StateDraft(state)
  writeAccount(rich, alice.address, { balance: COIN as Amount, nonce: 0 })
  state = state.with(rich.changes())
  let deployed = 0

  /** Applies a call to the state, and returns its result. */
  const apply = (
    payload: Payload,
  ): { readonly state: State; readonly gas: bigint; readonly failureText: string } => {
    const draft = new StateDraft(state)
    const { nonce } = readAccount(state, alice.address)
    const unsigned = {
      version: TRANSACTION_VERSION,
      networkId,
      nonce,
      fee: ZERO,
      payload,
      timestamp: TEST_GENESIS_TIME,
    }
    const tx = assembleTransaction({ ...unsigned, sender: alice.address }, new Uint8Array(64))
    const applied = applyTransaction(draft, tx, block, engine)
    if (!applied.ok) throw new Error(applied.error.message)
    const after = state.with(draft.changes())
    after.root()
    const { receipt, failure } = applied.value
    return {
      state: after,
      gas: receipt.gas - intrinsicGas(tx),
      failureText: failure ? `${failure.code}: ${failure.message}` : '',
    }
  }

  const deploy = (source: string, gasLimit = SETUP_GAS): Payload => ({
    ...{ kind: 'deploy', source, args: list(), amount: ZERO, gasLimit },
  })

  const add = (source: string): string => {
    const { nonce } = readAccount(state, alice.address)
    const made = apply(deploy(source))
    if (made.failureText !== '') throw new Error(`${source.slice(0, 200)}: ${made.failureText}`)
    state = made.state
    return formatContractAddress(contractAddress(alice.address, nonce))
  }

  const contestant = (name: string, run: () => { readonly gas: bigint }): Contestant => ({
    name,
    sample() {
      let gas = 0
      const began = performance.now()
      while (gas < Number(SAMPLE_GAS)) gas += Number(run().gas)
      return ((performance.now() - began) * 1e9) / gas
    },
  })

  return {
    add,
    calling(name: string, source: string): Contestant {
      const { nonce } = readAccount(state, alice.address)
      add(source)
      const call = { contract: contractAddress(alice.address, nonce), method: 'run', amount: ZERO }
      let turn = 0
      return contestant(name, () => {
        const args = list(turn++)
        const gasLimit = SAMPLE_GAS + 200_000n
        const came = apply({ kind: 'invoke', ...call, args, gasLimit, expected: undefined })
        if (!came.failureText.startsWith('OUT_OF_GAS')) throw new Error(`${name}: ${came.failureText}`)
        return came
      })
    },
    /** A different source each time, so that no cache helps. */
    deploying: (name: string, source: string): Contestant =>
      contestant(name, () => apply(deploy(`// ${deployed++}\n${source}`))),
  }
}

function list(...values: Value[]): Uint8Array {
  const encoded = encodeValue(values)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.value
}
