import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright/test'
import { startSourceServer } from '../support/source-server.ts'
import type { ContractFigures } from './contracts/contracts.worker.ts'
import type { Row } from './row.ts'

/** Properties that TypeScript's libraries lack. */
interface IsolatedPerformance extends Performance {
  measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>
}

interface Measured extends ContractFigures {
  /** The memory of the worker after all programs, minus that before. */
  readonly heldBytes: number
}

/** Packages with a hundred files each. */
const EVM = ['@ethereumjs/vm', '@ethereumjs/common', '@ethereumjs/tx', '@ethereumjs/util']

const PLAIN = '@jitl/quickjs-ng-wasmfile-release-sync/wasm'

/**
 * Contracts in a worker of the browser, where a node runs them: the time of a gas, the overhead of metering,
 * and calls per second beside `@ethereumjs/vm`.
 */
export async function measureContracts(browser: Browser): Promise<Row[]> {
  const server = await startSourceServer(EVM)
  const page = await browser.newPage()
  try {
    await page.goto(server.blank)
    const root = fileURLToPath(new URL('../../', import.meta.url))
    const plain = `/${createRequire(import.meta.url)
      .resolve(PLAIN)
      .slice(root.length)}`
    const figures = await page.evaluate(async (plain): Promise<Measured> => {
      const bytes = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer())
      const worker = new Worker('/e2e/bench/contracts/contracts.worker.ts', { type: 'module' })
      const task = {
        metered: await bytes('/src/contracts/quickjs.metered.wasm'),
        plain: await bytes(plain),
        outcomes: await (await fetch('/src/contracts/programs/outcomes.json')).json(),
      }
      const answer = <T>(message: unknown) =>
        new Promise<T>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = event => reject(new Error(event.message))
          worker.postMessage(message)
        })
      // After a collection, including WebAssembly and buffers.
      const memory = async () =>
        (await (performance as IsolatedPerformance).measureUserAgentSpecificMemory()).bytes
      await answer(task)
      const before = await memory()
      const figures = await answer<ContractFigures>('go on')
      return { ...figures, heldBytes: (await memory()) - before }
    }, plain)
    return [...gasRows(figures), ...callRows(figures)]
  } finally {
    await page.close()
    await server.stop()
  }
}

function gasRows({ gas, metering, heldBytes }: Measured): Row[] {
  const { least, most, programs, pathological, keeping } = gas
  return [
    { name: `10^9 gas, least of ${programs} programs (${least.name})`, value: least.ms, unit: 'ms' },
    ...most.map(({ name, ms }, i) => ({
      name: i === 0 ? `10^9 gas, most (${name})` : `… next (${name})`,
      value: ms,
      unit: 'ms',
      goal: '< 1 000',
    })),
    { name: '10^9 gas, most to least', value: (most[0]?.ms ?? 0) / least.ms, unit: '×', goal: '≤ 8' },
    {
      name: 'worker memory held after all of them',
      value: heldBytes / 1e6,
      unit: 'MB',
      goal: '≤ 64',
    },
    { name: `10^9 gas that pay for bytes (${keeping.name})`, value: keeping.ms, unit: 'ms' },
    ...pathological.map(({ name, ms }) => ({
      name: `10^9 gas of ${name}`,
      value: ms,
      unit: 'ms',
      goal: '< 1 000',
    })),
    {
      name: `metered QuickJS, ${metering.programs} programs`,
      value: metering.ratio,
      unit: '× unmetered',
      goal: '≤ 2',
    },
  ]
}

function callRows({ calls }: ContractFigures): Row[] {
  const perSecond = (name: string, value: number): Row => ({ name, value, unit: 'calls/s' })
  return [
    { ...perSecond('calls of a method that does nothing', calls.trivial), goal: '≥ 2 000, 5 000 aimed at' },
    perSecond('calls of a counter', calls.counter),
    perSecond('token transfers', calls.token),
    perSecond('signed calls of a counter, imported in blocks of 50', calls.signedCounter),
    perSecond('signed token transfers, imported in blocks of 50', calls.signedToken),
    perSecond('signed calls of a counter, @ethereumjs/vm in the same run', calls.evmCounter),
    perSecond('signed token transfers, @ethereumjs/vm in the same run', calls.evmToken),
    {
      name: 'signed calls of a counter, ratio',
      value: calls.signedCounter / calls.evmCounter,
      unit: '× @ethereumjs/vm',
    },
    {
      name: 'signed token transfers, ratio',
      value: calls.signedToken / calls.evmToken,
      unit: '× @ethereumjs/vm',
    },
  ]
}
