import { beforeAll, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { createContractPlay, type Played } from '#testing/contract-play.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createContractRuntime, type MeteredRuntime } from '../runtime.ts'
import { TEMPLATES } from '../templates/templates.ts'
import type { Value } from '../value.ts'
import { Recorder } from './recorder.ts'
import { TRACE_OPERATION, traceVariant } from './trace-variant.ts'

const [alice, bob] = [testAccount(1), testAccount(2)]
const GAS = 100_000_000_000n

const INIT: Record<string, Value[]> = {
  auction: ['a chair', 10, COIN],
  crowdfunding: ['a tree', 5n * COIN, 10],
  escrow: [],
  'multisig-wallet': [[alice.text, bob.text], 2],
  'name-registry': [COIN],
  poll: ['Where to?', ['sea', 'hills'], 10],
  'to-do-list': [[bob.text]],
  token: ['Points', 'PTS', 1000n],
}
/** Some suit some methods, some suit none: a template rejects those with its own messages. */
const ARGUMENTS: readonly Value[][] = [
  [],
  [0],
  [1],
  ['a name'],
  [bob.text],
  ['a name', bob.text],
  [bob.text, 30n],
  [bob.text, alice.text, 10n],
  [0, 'other words'],
  [null, -1n],
]

let plain: MeteredRuntime
beforeAll(async () => {
  plain = createContractRuntime(await readQuickJs())
})

/** The runtime of a trace that keeps every step. */
function tracedRuntime(recorder: Recorder): ContractRuntime {
  const traced = createContractRuntime(plain.module, {
    tracing: {
      variant: traceVariant(true),
      operation: TRACE_OPERATION,
      receive: (value, gas) => recorder.receive(value, gas),
      receiveMaking: (value, gas) => recorder.receiveMaking(value, gas),
    },
  })
  return {
    inspect: plain.inspect,
    call: (call, host) => recorder.calling(call, host, host => traced.call({ ...call, gasLimit: GAS }, host)),
  }
}

const withoutGas = (played: Played) =>
  typeof played === 'string' ? played : { value: played.value, events: played.events }

test.each(TEMPLATES)('$name does in a trace what it does without', ({ name, source }) => {
  const recorder = new Recorder({ root: '', keeps: () => true, maxSteps: Number.MAX_SAFE_INTEGER })
  const [here, there] = [plain, tracedRuntime(recorder)].map(runtime => {
    const play = createContractPlay(runtime, [alice, bob])
    return { play, contract: play.deploy(alice, source, INIT[name]) }
  })
  if (!here || !there) throw new Error('two plays')
  const abi = plain.inspect(source, GAS).outcome
  const methods = abi.ok ? abi.value.filter(method => method.name !== 'init') : []
  expect(methods.length).toBeGreaterThan(3)

  let succeeded = 0
  for (const from of [bob, alice, bob]) {
    for (const method of methods) {
      for (const args of ARGUMENTS) {
        const amount = method.payable ? 2n * COIN : 0n
        const [expected, traced] = [here, there].map(({ play, contract }) =>
          withoutGas(play.call(from, contract, method.name, args, amount)),
        )
        expect(traced).toEqual(expected)
        if (typeof expected !== 'string') succeeded++
      }
      for (const { play } of [here, there]) play.wait(5_000)
    }
  }
  expect(succeeded).toBeGreaterThan(20)
  expect(recorder.steps.length).toBeGreaterThan(200)
})
