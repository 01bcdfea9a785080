import { formatAddress } from '#chain/address.ts'
import { createContractRuntime } from '#contracts/runtime.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { createContractPlay } from '#testing/contract-play.ts'
import { median } from '../row.ts'
import { createEvmCalls } from './evm.ts'
import { createSignedCalls, type Round } from './signed-calls.ts'
import { COUNTER, TOKEN, TRIVIAL } from './sources.ts'

const ROUNDS = 11
const CALLS = 200

/** Calls per second, each a median. */
export type CallRates = Readonly<
  Record<
    'trivial' | 'counter' | 'token' | 'signedCounter' | 'signedToken' | 'evmCounter' | 'evmToken',
    number
  >
>

/**
 * Calls by the real runtime: applied one after the other without signatures, signed and in blocks that are
 * imported, and the same on `@ethereumjs/vm`. All take turns, so that a busy machine slows all. It takes
 * about 20 seconds.
 */
export async function measureCalls(module: WebAssembly.Module): Promise<CallRates> {
  const runtime = createContractRuntime(module)
  const [alice, bob] = [testAccount(1), testAccount(2)]
  const play = createContractPlay(runtime, [alice])
  const trivial = play.deploy(alice, TRIVIAL)
  const counter = play.deploy(alice, COUNTER)
  const token = play.deploy(alice, TOKEN, [[formatAddress(alice.address)]])
  const applied =
    (...call: [contract: typeof trivial, method: string, args?: (string | bigint)[]]): Round =>
    async () => {
      for (let i = 0; i < CALLS; i++) {
        const played = play.call(alice, ...call)
        if (typeof played === 'string') throw new Error(`the benchmark's call fails: ${played}`)
      }
      return CALLS
    }

  const signed = await createSignedCalls(runtime, ROUNDS + 1)
  const evm = await createEvmCalls(ROUNDS + 1)
  const contestants: Readonly<Record<keyof CallRates, Round>> = {
    trivial: applied(trivial, 'nothing'),
    counter: applied(counter, 'add'),
    token: applied(token, 'transfer', [formatAddress(bob.address), 1n]),
    signedCounter: signed.counter,
    signedToken: signed.token,
    evmCounter: evm.counter,
    evmToken: evm.token,
  }
  const rates = Object.fromEntries(Object.keys(contestants).map(name => [name, [] as number[]]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const began = performance.now()
      const calls = await run()
      // In the first round the browser still compiles.
      if (round > 0) rates[name]?.push((calls * 1000) / (performance.now() - began))
    }
  }
  return Object.fromEntries(
    Object.entries(rates).map(([name, values]) => [name, median(values)]),
  ) as unknown as CallRates
}
