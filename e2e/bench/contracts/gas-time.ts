import { formatAddress } from '#chain/address.ts'
import { createCallBudget } from '#chain/apply/call-budget.ts'
import { createContractHost } from '#chain/apply/contract-host.ts'
import { emptyState } from '#chain/state/state.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import { answerHost } from '#contracts/answer-host.ts'
import type { Program } from '#contracts/programs/program.ts'
import { PROGRAMS } from '#contracts/programs/programs.ts'
import { CONTEXT, PLENTY } from '#contracts/sandbox.suite.ts'
import { createSandbox, type Sandbox } from '#contracts/sandbox.ts'
import { known } from '#lib/assert.ts'
import { testAccount } from '#testing/chain-builder.ts'
import type { Contestant } from './contestant.ts'
import { HEAVY_PROGRAMS, PATHOLOGICAL } from './heavy-programs.ts'
import { hostContestants } from './host-time.ts'

/** The time that 10^9 gas of one program take, which is what a block of the default network has. */
export interface GasTime {
  readonly name: string
  readonly ms: number
}

export interface GasTimes {
  readonly programs: number
  readonly least: GasTime
  /** The slowest programs, the slowest first. */
  readonly most: readonly GasTime[]
  readonly pathological: readonly GasTime[]
  /** The program that pays for stored bytes. */
  readonly keeping: GasTime
}

const ALL = [...PROGRAMS, ...HEAVY_PROGRAMS]

const ROUNDS = 24
const MOST = 10
/**
 * A sample is as many runs as use this much gas, some 3 ms: a worker's clock has steps of 0.1 ms, and longer
 * samples would be interrupted by other work of the machine. A program that needs more ends there.
 */
const SAMPLE_GAS = 30_000_000n

/**
 * The time of a gas in all programs, with the host's part. Each is measured once per round, and its shortest
 * time counts: extremes are compared, and other work of the machine only adds time. It takes some minutes.
 */
export function measureGasTimes(module: WebAssembly.Module): GasTimes {
  const { all: host, keeping } = hostContestants(module)
  const all = timesOf([...codeContestants(module), ...host], ROUNDS)
  const sandbox = createSandbox(module)
  return {
    programs: all.length,
    least: known(all.at(-1), 'measured program'),
    most: all.slice(0, MOST),
    pathological: PATHOLOGICAL.map(name => blockOf(sandbox, name)),
    keeping: known(timesOf([keeping], ROUNDS)[0], 'measured program'),
  }
}

/** The shortest time of each, the slowest first. */
export function timesOf(contestants: readonly Contestant[], rounds: number): GasTime[] {
  const least = contestants.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++) {
    for (const [i, { sample }] of contestants.entries()) least[i] = Math.min(least[i] ?? 0, sample())
  }
  return contestants.map(({ name }, i) => ({ name, ms: least[i] ?? 0 })).sort((a, b) => b.ms - a.ms)
}

/** The programs of the tests and the heavy ones. */
export function codeContestants(module: WebAssembly.Module): Contestant[] {
  const sandbox = createSandbox(module)
  return ALL.flatMap(program => contestant(sandbox, program) ?? [])
}

/** A whole block of one program: in one run, or in several if it ends before. */
function blockOf(sandbox: Sandbox, wanted: string): GasTime {
  const program = known(
    ALL.find(([name]) => name === wanted),
    wanted,
  )
  const { sample } = known(contestant(sandbox, program, PLENTY), wanted)
  return { name: wanted, ms: Math.min(sample(), sample(), sample()) }
}

/** Undefined for a program that does not compile, as some are meant to. */
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
  const gas = Number(run())
  const times = Math.ceil(Number(SAMPLE_GAS) / gas)
  const sample = () => {
    const began = performance.now()
    for (let i = 0; i < times; i++) run()
    return ((performance.now() - began) * 1e9) / (times * gas)
  }
  // The browser first compiles, and later optimises code that runs repeatedly.
  for (const _ of [1, 2, 3]) sample()
  return { name, sample }
}

const { address: CONTRACT } = testAccount(1)
const CALL = { ...CONTEXT, producer: formatAddress(testAccount(3).address) }

/** The host of a contract, with an empty world. */
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
