import { copyText, createEngine, type Engine, thrownText } from '#contracts/engine/create-engine.ts'
import { restoreSnapshot, type Snapshot, takeSnapshot } from '#contracts/engine/snapshot.ts'
import { PROGRAMS } from '#contracts/programs/programs.ts'
import { median } from '../row.ts'

const ROUNDS = 11
/** Only gas or the metered stack ends these. */
const ENDLESS = /OUT_OF_GAS|OUT_OF_MEMORY|STACK_OVERFLOW|TRAP/

interface Contestant {
  readonly engine: Engine
  readonly snapshot: Snapshot
  readonly times: number[]
}

/**
 * The ratio between the times of the metered module and the package's, over all programs that end by
 * themselves according to `outcomes`. Rounds take turns; the time for resetting the memory is subtracted.
 * Medians.
 */
export function measureMetering(
  metered: WebAssembly.Module,
  plain: WebAssembly.Module,
  outcomes: Readonly<Record<string, string>>,
): { ratio: number; programs: number } {
  const bodies = PROGRAMS.filter(([name]) => !ENDLESS.test(outcomes[name] ?? '')).map(([, body]) =>
    new TextEncoder().encode(`String((() => { ${body} })())`),
  )
  const contestants = [metered, plain].map((module): Contestant => {
    const engine = createEngine(module, () => {})
    return { engine, snapshot: takeSnapshot(engine.quickJs), times: [] }
  })
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { engine, snapshot, times } of contestants) {
      const began = performance.now()
      for (const body of bodies) {
        restoreSnapshot(engine.quickJs, snapshot)
        run(engine, body)
      }
      const ran = performance.now()
      for (const _ of bodies) restoreSnapshot(engine.quickJs, snapshot)
      // In the first round the browser still compiles.
      if (round > 0) times.push(ran - began - (performance.now() - ran))
    }
  }
  const [ours, theirs] = contestants.map(({ times }) => median(times))
  return { ratio: Number(ours) / Number(theirs), programs: bodies.length }
}

function run({ quickJs, context, filename }: Engine, source: Uint8Array): void {
  if (quickJs.gas) quickJs.gas.value = 2n ** 60n
  const value = quickJs.evaluate(context, copyText(quickJs, source), source.length, filename, 0, 0)
  thrownText(quickJs, context, value)
}
