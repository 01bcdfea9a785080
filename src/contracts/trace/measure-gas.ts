import { known } from '#lib/assert.ts'
import { createSandbox, type Sandbox } from '../sandbox.ts'
import { TRACE_OPERATION, traceVariant } from './trace-variant.ts'

const PLENTY = 1_000_000_000n
const CLASS = 'export default class extends Contract { empty() {} loop() { for (let i = 0; i < 100; i++); } }'
/** As long as a real one. */
const ADDRESS = 'tabc1'.padEnd(63, 'q')
const CALL = {
  ...{ args: [], isDeployment: false, gasLimit: PLENTY },
  context: { caller: ADDRESS, value: 0n, address: ADDRESS, height: 0, time: 0, producer: ADDRESS },
}

/**
 * The parts of a call's gas that are not the contract's own code. They are the same for every call, so the
 * rest of a traced call's gas is the code's.
 */
export interface GasBeside {
  /** Making this contract's class, by the rules. */
  readonly load: bigint
  /** Beginning and ending a call of it, by the rules. */
  readonly call: bigint
  /** Each step, in a sandbox that only counts them. */
  readonly step: bigint
}

/** Measures the parts, because the prices are decided elsewhere. */
export function measureGas(module: WebAssembly.Module, source: string): GasBeside {
  const plain = createSandbox(module)
  const counting = run(createSandbox(module, traceVariant(false)), 'loop')
  const loaded = plain.load(source, PLENTY)
  return {
    load: loaded.ok ? loaded.value.gas : 0n,
    call: run(plain, 'empty').gas,
    step: (counting.gas - run(plain, 'loop').gas) / counting.steps,
  }
}

function run(sandbox: Sandbox, method: string): { readonly gas: bigint; readonly steps: bigint } {
  const loaded = sandbox.load(CLASS, PLENTY, () => false)
  const ready = known(loaded.ok ? loaded.value : undefined, 'a class that loads')
  let steps = 0n
  const { gas } = sandbox.call(ready, { ...CALL, method }, operation => {
    if (operation === TRACE_OPERATION) steps++
    return false
  })
  return { gas: gas - ready.gas, steps }
}
