import type { Block } from '#chain/block/block.ts'
import { isPreferred } from '#consensus/fork-choice.ts'
import { known } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Network, NetworkError } from '#network/network.ts'
import type { TreeBlock } from '#node/chain/block-tree.ts'
import type { Chain } from '#node/chain/chain.ts'
import { authoriseHeader } from '#node/chain/import/authorise-header.ts'
import { blamedRule } from '#node/chain/import/blamed-rule.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import { readBody } from '#node/chain/received-block.ts'
import { BodySources } from './body-sources.ts'
import { BODY_REQUESTS_IN_FLIGHT } from './limits.ts'

export interface BodiesJob {
  readonly chain: Chain
  readonly network: Network
  /** Checked headers, lowest first. */
  readonly path: readonly TreeBlock[]
  /** The peer that announced this chain and so has the bodies. */
  readonly first: PeerId
  /** Bodies that match their headers arrived, and are imported next. */
  readonly onArrived: () => void
  readonly onOutcome: (outcome: ImportOutcome, from: PeerId) => void
}

/**
 * Fetches the bodies of a checked header path from all peers that are high enough, several requests at once,
 * and imports them in order. A failed request goes to another peer. When no peer is left, or a block breaks a
 * rule, it throws {@link NetworkError}. The peer that announced the chain is blamed for a broken rule,
 * because the sender of a matching body may store it without having applied it.
 */
export async function fetchBodies(job: BodiesJob): Promise<void> {
  const wanted = job.path.filter(node => !node.stored)
  const sources = new BodySources(job.network, job.first)
  const inFlight: { readonly first: TreeBlock; readonly arriving: Promise<Block[]> }[] = []
  let next = 0
  const launch = () => {
    while (inFlight.length < Math.min(BODY_REQUESTS_IN_FLIGHT, sources.capacity()) && next < wanted.length) {
      const chunk = wanted.slice(next, next + sources.perRequest)
      const arriving = fetchChunk(job, chunk, sources)
      // Its failure is handled when its turn comes.
      arriving.catch(() => {})
      inFlight.push({ first: known(chunk[0], 'first block of a chunk'), arriving })
      next += chunk.length
    }
  }

  for (launch(); inFlight.length > 0; launch()) {
    const { first, arriving } = known(inFlight.shift(), 'oldest request')
    await refuseStranger(job, first)
    const arrived = await arriving
    launch()
    await importArrived(job, arrived)
  }
}

/**
 * The blocks just imported show whether the next block's producer had the right. If not, its body is useless.
 */
async function refuseStranger({ chain, network, first, onOutcome }: BodiesJob, next: TreeBlock) {
  const right = await authoriseHeader(chain, next)
  if (right.ok) return
  onOutcome({ type: 'invalid', at: next.header.id, violation: right.error }, first)
  network.penalise(first, right.error.code, right.error.message)
  throw new NetworkError('PEER_REFUSED', right.error.message)
}

async function importArrived(job: BodiesJob, arrived: readonly Block[]): Promise<void> {
  job.onArrived()
  const { chain, network, path, first, onOutcome } = job
  const goal = known(path.at(-1), 'tip of a path')
  const wanted = isPreferred(chain.engine, goal, chain.tip)
  const outcome = await importBlocks(chain, arrived, { from: first, wanted })
  onOutcome(outcome, first)
  if (outcome.type === 'invalid') {
    const { code, message } = blamedRule(outcome.violation)
    network.penalise(first, code, message)
  }
  if (outcome.type === 'invalid' || outcome.type === 'unchecked' || outcome.type === 'orphan') {
    throw new NetworkError('PEER_REFUSED', `a fetched block is ${outcome.type}`)
  }
}

/** Fetches all bodies of a chunk, from as many peers as necessary. */
async function fetchChunk(
  job: BodiesJob,
  chunk: readonly TreeBlock[],
  sources: BodySources,
): Promise<Block[]> {
  const arrived = new Map<TreeBlock, Block>()
  for (let missing = [...chunk]; missing.length > 0; missing = missing.filter(node => !arrived.has(node))) {
    const peer = sources.take(missing.at(-1)?.header.height ?? 0)
    if (peer === undefined) throw new NetworkError('PEER_GONE', 'no remaining peer has the missing blocks')
    const [before, since] = [arrived.size, job.chain.clock.now()]
    await request(job, peer, missing, arrived)
    sources.took(job.chain.clock.now() - since)
    sources.release(peer, arrived.size > before)
  }
  return chunk.map(node => known(arrived.get(node), 'fetched block'))
}

/**
 * Asks one peer once. The peer is blamed for a body that does not match its header, not for a missing one.
 */
async function request(
  { chain, network }: BodiesJob,
  peer: PeerId,
  nodes: readonly TreeBlock[],
  arrived: Map<TreeBlock, Block>,
): Promise<void> {
  let answer: Uint8Array[]
  try {
    const ids = nodes.map(node => node.header.id)
    answer = await network.requestBodies(peer, ids)
  } catch (error) {
    if (error instanceof NetworkError) return
    throw error
  }

  for (const [i, node] of nodes.entries()) {
    const bytes = answer[i]
    if (!bytes?.length) continue
    const block = readBody(chain, node.header, bytes)
    if (!block) continue
    if (block.ok) arrived.set(node, block.value)
    else network.penalise(peer, block.error.code, block.error.message)
  }
}
