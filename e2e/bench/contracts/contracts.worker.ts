import { compileQuickJs } from '#contracts/quickjs-module.ts'
import { type CallRates, measureCalls } from './calls.ts'
import { type GasTimes, measureGasTimes } from './gas-time.ts'
import { measureMetering } from './metering.ts'

/** The page's URLs and frozen outcomes, for the worker that stands for a node. */
export interface ContractTask {
  readonly metered: Uint8Array<ArrayBuffer>
  readonly plain: Uint8Array<ArrayBuffer>
  /** Of all programs, as they are frozen. */
  readonly outcomes: Readonly<Record<string, string>>
}

/** All results. */
export interface ContractFigures {
  readonly gas: GasTimes
  readonly metering: { readonly ratio: number; readonly programs: number }
  readonly calls: CallRates
}

/** Sends "warm" before the programs that measure gas, and continues after an answer. */
addEventListener(
  'message',
  async ({ data }: MessageEvent<ContractTask>) => {
    const metered = await compileQuickJs(data.metered)
    const plain = await WebAssembly.compile(data.plain)
    const calls = await measureCalls(metered)
    const metering = measureMetering(metered, plain, data.outcomes)
    addEventListener('message', () => {
      const gas = measureGasTimes(metered)
      postMessage({ gas, metering, calls } satisfies ContractFigures)
    })
    postMessage('warm')
  },
  { once: true },
)
