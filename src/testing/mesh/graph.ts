import { known } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { SimulatedMesh } from './simulated-mesh.ts'

/** The links of one moment: tabs are numbers, and `links[tab]` are its neighbours. */
export interface Graph {
  readonly ids: readonly PeerId[]
  readonly links: readonly (readonly number[])[]
}

/** The links between living tabs now. */
export function graphOf(mesh: SimulatedMesh): Graph {
  const ids = [...mesh.tabs.keys()]
  const places = new Map(ids.map((id, i) => [id, i]))
  const links = ids.map(id =>
    [...known(mesh.tabs.get(id), 'tab').links.keys()].flatMap(peerId => places.get(peerId) ?? []),
  )
  return { ids, links }
}

/** For each tab the number of links to it from `from`; −1 where no path leads. */
export function distances({ links }: Graph, from: number): number[] {
  const distance = Array<number>(links.length).fill(-1)
  distance[from] = 0
  const queue = [from]
  for (let i = 0; i < queue.length; i++) {
    const tab = queue[i] as number
    for (const next of links[tab] as readonly number[]) {
      if (distance[next] !== -1) continue
      distance[next] = (distance[tab] as number) + 1
      queue.push(next)
    }
  }
  return distance
}

/** The share of the tabs in the largest connected part, 0 to 1. */
export function largestShare(graph: Graph): number {
  const seen = new Uint8Array(graph.links.length)
  let largest = 0
  for (let start = 0; start < seen.length; start++) {
    if (seen[start]) continue
    seen[start] = 1
    const part = [start]
    for (let i = 0; i < part.length; i++) {
      for (const next of graph.links[part[i] as number] as readonly number[]) {
        if (seen[next]) continue
        seen[next] = 1
        part.push(next)
      }
    }
    largest = Math.max(largest, part.length)
  }
  return largest / Math.max(1, seen.length)
}
