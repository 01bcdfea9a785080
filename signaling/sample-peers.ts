import { randomInt } from 'node:crypto'
import type { Cluster } from './cluster/cluster.ts'
import type { Networks } from './networks.ts'

interface Question {
  readonly networks: Networks
  readonly cluster: Cluster | undefined
  readonly networkId: string
  readonly limit: number
  /** A peer that is left out: the one that asks. */
  readonly except: string | undefined
}

/** At most `limit` different peers of a network, uniformly random over all instances. */
export async function samplePeers(question: Question): Promise<string[]> {
  const { networks, cluster, networkId, limit, except } = question
  // One more, in case the one that is left out is among them.
  const here = { count: networks.peersOf(networkId), sample: networks.sample(networkId, limit + 1) }
  const there = (await cluster?.sample(networkId, limit + 1)) ?? []
  return mix([here, ...there], except).slice(0, limit)
}

/** Draws one after another, each instance with the chance of what it still has. */
function mix(
  groups: readonly { readonly count: number; readonly sample: readonly string[] }[],
  except?: string,
) {
  const left = groups.map(({ count, sample }) => ({ count, sample: shuffled(sample) }))
  const drawn = new Set<string>()
  for (;;) {
    const ready = left.filter(({ sample }) => sample.length > 0)
    const all = ready.reduce((sum, { count }) => sum + count, 0)
    if (all === 0) return [...drawn]
    let ticket = randomInt(all)
    for (const group of ready) {
      if (ticket >= group.count) {
        ticket -= group.count
        continue
      }
      group.count--
      const peer = group.sample.pop()
      if (peer !== undefined && peer !== except) drawn.add(peer)
      break
    }
  }
}

/** HRANDFIELD draws different fields, but not in random order. */
function shuffled(list: readonly string[]): string[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = randomInt(i + 1)
    ;[copy[i], copy[j]] = [copy[j] as string, copy[i] as string]
  }
  return copy
}
