import { known } from '#lib/assert.ts'
import { TARGET_LINKS } from '#network/limits.ts'
import { createEventClock, type EventClock } from './event-clock.ts'
import { type Graph, graphOf, largestShare } from './graph.ts'
import { SimulatedMesh } from './simulated-mesh.ts'
import { quantile } from './statistics.ts'

/** A settled network and its clock. */
export interface SettledMesh {
  readonly clock: EventClock
  readonly mesh: SimulatedMesh
}

/** All tabs arrive within this time, as when a class or a conference begins. */
const ARRIVAL_MS = 60_000

/**
 * So many tabs arrive within a minute and rotate their links for as long as `settleMs`. A dial takes one to
 * three seconds, as WebRTC does between homes, and one of a tab that is gone fails after fifteen.
 */
export async function settledMesh(count: number, seed: string, settleMs = 240_000): Promise<SettledMesh> {
  const clock = createEventClock()
  const mesh = new SimulatedMesh({
    seed: `${seed}/${count}`,
    clock,
    dialMs: [1_000, 3_000],
    deadDialMs: 15_000,
    hasServer: true,
  })
  for (let i = 0; i < count; i++) {
    mesh.join(i)
    await clock.advance(ARRIVAL_MS / count)
  }
  await clock.advance(settleMs)
  return { clock, mesh }
}

/** What the links of one moment look like. */
export interface LinkFigures {
  readonly median: number
  readonly p99: number
  readonly most: number
  readonly least: number
  /** The share of the tabs in the largest connected part. */
  readonly largest: number
}

export function linkFigures(graph: Graph): LinkFigures {
  const counts = graph.links.map(({ length }) => length)
  const at = (share: number) => quantile(counts, share)
  return { least: at(0), median: at(0.5), p99: at(0.99), most: at(1), largest: largestShare(graph) }
}

export interface Repair {
  /** The share of those that are left in the largest part, before anybody noticed. */
  readonly largestAtOnce: number
  /** The smallest share that was seen at any later second. */
  readonly largestAtWorst: number
  /** Seconds until all that are left are in one part for good. */
  readonly connectedS: number
  /** Seconds until 99 of 100 have all the links that they want, or one less. */
  readonly linkedS: number
  /** Dials per tab in the meantime. */
  readonly dials: number
}

/** Half of the tabs end without a word. The signaling server runs on, or ends with them. */
export async function halfLeaves(
  { clock, mesh }: SettledMesh,
  hasServer: boolean,
  seconds: number,
): Promise<Repair> {
  mesh.options.hasServer = hasServer
  mesh.dials = 0
  mesh.crash(mesh.half())
  const largestAtOnce = largestShare(graphOf(mesh))
  let [largestAtWorst, connectedS, linkedS, dials] = [largestAtOnce, 0, 0, 0]
  for (let second = 1; second <= seconds; second++) {
    await clock.advance(1_000)
    const graph = graphOf(mesh)
    const largest = largestShare(graph)
    largestAtWorst = Math.min(largestAtWorst, largest)
    if (largest < 1) connectedS = second + 1
    const poor = graph.ids.filter(
      id => known(mesh.tabs.get(id), 'tab').links.size < Math.min(TARGET_LINKS - 1, graph.ids.length - 1),
    )
    if (linkedS === 0 && second > 12 && poor.length <= graph.ids.length / 100) {
      linkedS = second
      dials = mesh.dials / graph.ids.length
    }
  }
  return { largestAtOnce, largestAtWorst, connectedS, linkedS, dials }
}
