import { formatAddress } from '../../../src/chain/address.ts'
import { createCallBudget } from '../../../src/chain/apply/call-budget.ts'
import { createContractHost } from '../../../src/chain/apply/contract-host.ts'
import { emptyState } from '../../../src/chain/state/state.ts'
import { StateDraft } from '../../../src/chain/state/state-draft.ts'
import { answerHost } from '../../../src/contracts/answer-host.ts'
import type { Program } from '../../../src/contracts/programs/program.ts'
import { PROGRAMS } from '../../../src/contracts/programs/programs.ts'
import { CONTEXT, PLENTY } from '../../../src/contracts/sandbox.suite.ts'
import { createSandbox, type Sandbox } from '../../../src/contracts/sandbox.ts'
import { known } from '../../../src/lib/assert.ts'
import { testAccount } from '../../../src/testing/chain-builder.ts'
import { HEAVY_PROGRAMS, PATHOLOGICAL } from './heavy-programs.ts'

/** How long 10^9 gas of one program take, which is what a block of the default network has. */
interface GasTime {
  readonly name: string
  readonly ms: number
}

export interface GasTimes {
  readonly programs: number
  readonly least: GasTime
  readonly most: GasTime
  readonly pathological: readonly GasTime[]
}

const ALL = [...PROGRAMS, ...HEAVY_PROGRAMS]

const ROUNDS = 24
/**
 * A sample is as many runs as take this much, some 3 ms: a worker's clock has steps of 0.1 ms, and longer ones would not fit between what else the
 * machine does. What takes more gas ends there.
 */
const SAMPLE_GAS = 30_000_000n

interface Contestant {
  readonly name: string
  readonly gas: number
  /** Runs it so many times: how long that took. */
  sample(times: number): number
  readonly times: number
}

/**
 * What a gas takes over all programs, the heavy ones with the host's part included. Each is measured once a round, and its least time counts: extremes are
 * compared, and what else the machine does only adds. It takes about a minute.
 */
export function measureGasTimes(module: WebAssembly.Module): GasTimes {
  const sandbox = createSandbox(module)
  const contestants = ALL.flatMap(program => contestant(sandbox, program) ?? [])
  const least = contestants.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { gas, times, sample }] of contestants.entries()) {
      least[i] = Math.min(least[i] ?? 0, (sample(times) * 1e9) / (times * gas))
    }
  }
  const all = contestants
    .map(({ name }, i): GasTime => ({ name, ms: least[i] ?? 0 }))
    .sort((a, b) => a.ms - b.ms)
  return {
    programs: all.length,
    least: known(all[0], 'measured program'),
    most: known(all.at(-1), 'measured program'),
    pathological: PATHOLOGICAL.map(name => blockOf(sandbox, name)),
  }
}

/** A whole block's worth of one: in one go, or as often as it takes where it ends before. */
function blockOf(sandbox: Sandbox, wanted: string): GasTime {
  const program = known(
    ALL.find(([name]) => name === wanted),
    wanted,
  )
  const { gas, times, sample } = known(contestant(sandbox, program, PLENTY), wanted)
  const ms = Math.min(sample(times), sample(times), sample(times)) / times
  return { name: wanted, ms: (ms * 1e9) / gas }
}

/** Undefined for what does not compile, which some programs are about. */
function contestant(sandbox: Sandbox, [name, body]: Program, gasLimit = SAMPLE_GAS): Contestant | undefined {
  const source = `export default class Program extends Contract {\n  run() {\n    ${body}\n  }\n}`
  const loaded = sandbox.load(source, PLENTY)
  if (!loaded.ok) return undefined

  const run = () => {
    const host = newHost()
    return sandbox.call(
      loaded.value,
      { method: 'run', args: [], context: CALL, isDeployment: false, gasLimit },
      (operation, value, gas) => answerHost(host, operation, value, gas),
    ).gas
  }
  const sample = (times: number) => {
    const began = performance.now()
    for (let i = 0; i < times; i++) run()
    return performance.now() - began
  }
  const gas = Number(run())
  const times = Math.ceil(Number(SAMPLE_GAS) / gas)
  // The browser first compiles, and then optimises what runs again and again.
  for (const _ of [1, 2, 3]) sample(times)
  return { name, gas, sample, times }
}

const { address: CONTRACT } = testAccount(1)
const CALL = { ...CONTEXT, producer: formatAddress(testAccount(3).address) }

/** A contract's world with nothing in it. */
const newHost = () =>
  createContractHost({
    contract: CONTRACT,
    isView: false,
    draft: new StateDraft(emptyState()),
    budget: createCallBudget(),
    events: [],
    call: () => {
      throw new Error('no program calls another contract')
    },
  })
