import { known } from '#lib/assert.ts'
import { distances, type Graph, graphOf } from './graph.ts'
import { idleBytes } from './idle-load.ts'
import { halfLeaves, linkFigures, settledMesh } from './measure-mesh.ts'
import { aBlock, aPayment } from './messages.ts'
import { everybody, kademlia, nearest, newsWorld, shards } from './news-candidates.ts'
import { spreadReally } from './real-gossip.ts'
import { type Spread, spread } from './spread.ts'
import { growthExponent, mean, quantile } from './statistics.ts'

/** Prints the tables of docs/scale.md: `npm run mesh`. Arguments are the numbers of tabs. */
const sizes = process.argv.slice(2).map(Number)
const growths = new Map<string, (readonly [number, number])[]>()

const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100)
const note = (n: number, what: string, value: number, grows = false) => {
  if (grows) growths.set(what, [...(growths.get(what) ?? []), [n, value]])
  console.log(`${String(n).padStart(6)}  ${what.padEnd(58)} ${round(value)}`)
}

function noteSpread(n: number, name: string, { hops, afterMs, bytesIn, bytesOut }: Spread): void {
  note(n, `${name}: share reached`, hops.filter(each => each >= 0).length / n)
  note(n, `${name}: hops, median`, quantile(hops, 0.5))
  note(n, `${name}: hops, most`, quantile(hops, 1), true)
  note(n, `${name}: ms to half of the tabs`, quantile(afterMs, 0.5), true)
  note(n, `${name}: ms to 99 %`, quantile(afterMs, 0.99))
  note(n, `${name}: ms to all`, quantile(afterMs, 1), true)
  note(n, `${name}: kB in per tab, mean`, mean(bytesIn) / 1_000, true)
  note(n, `${name}: kB in, p99`, quantile(bytesIn, 0.99) / 1_000)
  note(n, `${name}: kB in, most`, quantile(bytesIn, 1) / 1_000, true)
  note(n, `${name}: kB out, most`, quantile(bytesOut, 1) / 1_000, true)
}

async function gossip(n: number, graph: Graph): Promise<void> {
  const messages = [aBlock(n >> 1), aPayment(n >> 2)]
  for (const message of messages)
    noteSpread(n, `${message.kind}, model`, await spread(graph, message, `${n}`))
  const real = await spreadReally(graph, messages, `${n}`)
  for (const [i, { kind }] of messages.entries())
    noteSpread(n, `${kind}, gossipsub`, known(real[i], 'spread'))
}

for (const n of sizes) {
  const settled = await settledMesh(n, 'mesh')
  const graph = graphOf(settled.mesh)
  const links = linkFigures(graph)
  note(n, 'links: least', links.least)
  note(n, 'links: median', links.median)
  note(n, 'links: p99', links.p99)
  note(n, 'links: most', links.most, true)
  note(n, 'share in the largest part', links.largest)
  note(n, 'longest way from one tab, links', Math.max(...distances(graph, 0)), true)
  const idle = idleBytes(graph)
  note(n, 'idle without news of files: kB/min in, median', quantile(idle, 0.5) / 1_000, true)
  note(n, 'idle without news of files: kB/min in, p99', quantile(idle, 0.99) / 1_000)
  note(n, 'idle without news of files: kB/min in, most', quantile(idle, 1) / 1_000)
  const tabs = [...settled.mesh.tabs.values()]
  const estimates = tabs.map(({ size, known: book }) => size.estimate(book.aliveCount() + 1) / n)
  for (const share of [0.01, 0.5, 0.99])
    note(n, `estimated size / size, p${share * 100}`, quantile(estimates, share))

  const world = newsWorld(settled.mesh, graph, `${n}`)
  for (const candidate of [everybody, kademlia, shards, nearest]) {
    const figures = await candidate(world)
    const name = `news, ${candidate.name}`
    console.log(`        ${figures.way}`)
    note(n, `${name}: kB/min in`, figures.kilobytesPerMinute, true)
    note(n, `${name}: dials/min`, figures.dialsPerMinute)
    note(n, `${name}: share of lookups that find`, figures.found)
    note(n, `${name}: ms to the holder`, figures.afterMs)
    note(n, `${name}: share after half left`, figures.foundAfterHalf)
  }
  await gossip(n, graph)
  const repair = await halfLeaves(settled, false, 120)
  note(n, 'half leave: % in the largest part at once', 100 * repair.largestAtOnce)
  note(n, 'half leave: smallest % at any second', 100 * repair.largestAtWorst)
  note(n, 'half leave: s until one part', repair.connectedS)
  note(n, 'half leave: s until 99 % have 7 links', repair.linkedS)
  note(n, 'half leave: dials per tab', repair.dials)
  note(n, 'memory of this process, MB', process.memoryUsage().rss / 1e6)
}

if (sizes.length > 1) {
  console.log(
    '\nGrowth exponents over the sizes (0: constant, 1: with the number of tabs, 2: with its square)',
  )
  for (const [what, points] of growths)
    console.log(`  ${what.padEnd(66)} ${growthExponent(points).toFixed(2)}`)
}
