import { checkHeaderContext, isFromFuture, MEDIAN_TIME_SPAN } from '#chain/block/check-header-context.ts'
import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import { firstUnknownHeight } from '#chain/genesis/rules-version.ts'
import type { Violation } from '#chain/rules.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import type { Electorate, Support } from '#consensus/finality/electorate.ts'
import { supportOf } from '#consensus/finality/support.ts'
import { known } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { judged } from '#lib/judged.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { TimeSlice } from '#lib/time-slice.ts'
import type { Chain } from '#node/chain/chain.ts'
import { stateBefore } from '#node/chain/state-before.ts'
import { HEADERS_AHEAD, HEADERS_PER_REQUEST, HEADERS_SLICE_MS } from './limits.ts'
import { findFork, type HeaderSource, recordedOf } from './rival-fork.ts'

/** A chain that fork choice prefers to this node's own, but that would undo a final block here. */
export interface RivalChain {
  /** Height of the last common block. */
  readonly fork: number
  /** Height and weight of its highest relevant block. */
  readonly height: number
  readonly totalWeight: bigint
  /** The share of the electorate at the fork that signed it; absent for proof of work. */
  readonly support?: Support
}

interface Standing {
  readonly height: number
  readonly totalWeight: bigint
}

/**
 * The valid part of the headers that a peer sent after the last common block: the highest of each producer.
 */
interface Shown {
  readonly tip: RecordedHeader
  readonly byProducer: ReadonlyMap<string, Standing>
}

/**
 * Reads the headers of a peer's chain that forks off below the final block, from the last common block on. It
 * is a rival if it has what a stranger cannot forge: more work, or, where a seal costs nothing, a block that
 * outweighs this node's chain and was signed by a member of the electorate at the fork, which thereby
 * supports all blocks below it. Otherwise undefined.
 */
export async function readRival(
  chain: Chain,
  ask: HeaderSource,
): Promise<Result<RivalChain | undefined, Violation>> {
  const fork = await findFork(chain, ask)
  if (!fork) return ok(undefined)
  const shown = await readHeaders(chain, fork, ask)
  if (!shown.ok) return shown
  const { tip, byProducer } = shown.value
  const outweighs = (block: Pick<RecordedHeader, 'totalWeight'>) => block.totalWeight > chain.tip.totalWeight
  if (!outweighs(tip)) return ok(undefined)

  const electorate = await electorateAfter(chain, fork)
  const counted = [...byProducer].filter(([producer]) => !electorate || electorate.weightOf(producer) > 0n)
  const [highest] = counted.map(([, block]) => block).sort((a, b) => b.height - a.height)
  if (!highest || !outweighs(highest)) return ok(undefined)
  return ok({
    fork: fork.header.height,
    height: highest.height,
    totalWeight: highest.totalWeight,
    ...(electorate && { support: supportOf(byProducer.keys(), electorate) }),
  })
}

async function readHeaders(
  chain: Chain,
  fork: RecordedHeader,
  ask: HeaderSource,
): Promise<Result<Shown, Violation>> {
  const times = await timesBelow(chain, fork)
  const byProducer = new Map<string, Standing>()
  const slice = new TimeSlice(chain.clock, HEADERS_SLICE_MS)
  let tip = fork
  for (let read = 0; read < HEADERS_AHEAD; read += HEADERS_PER_REQUEST) {
    const answer = await ask([tip.header.id], HEADERS_PER_REQUEST)
    for (const bytes of answer) {
      const decoded = judged({ what: 'message', id: '', step: 'header' }, () => decodeHeader(bytes))
      if (!decoded.ok) return decoded
      const header = decoded.value
      if (isBeyondJudging(chain, header)) return ok({ tip, byProducer })
      const next = follow(chain, header, tip, times)
      if (!next.ok) return next
      tip = next.value
      times.unshift(header.timestamp)
      times.splice(MEDIAN_TIME_SPAN)
      byProducer.set(bytesToHex(header.producer), { height: header.height, totalWeight: tip.totalWeight })
      await slice.giveWay()
    }
    if (answer.length < HEADERS_PER_REQUEST) break
  }
  return ok({ tip, byProducer })
}

/** Whether the header has newer rules or is ahead of the clock; headers below it are valid. */
const isBeyondJudging = ({ genesis, clock }: Chain, header: Header): boolean =>
  header.height >= (firstUnknownHeight(genesis) ?? Number.POSITIVE_INFINITY) ||
  isFromFuture(header, clock.now(), genesis.limits)

/** The next header with its record, if it passes all checks of headers. */
function follow(
  chain: Chain,
  header: Header,
  parent: RecordedHeader,
  times: readonly Header['timestamp'][],
): Result<RecordedHeader, Violation> {
  if (header.parent !== parent.header.id) {
    return fail('HEADER_PARENT_UNKNOWN', 'headers of an answer do not follow each other')
  }
  return judged({ what: 'block', id: header.id, height: header.height, step: 'header' }, () => {
    const context = checkHeaderContext(header, parent.header, times, chain)
    if (!context.ok) return context
    const seal = chain.engine.verify(header, parent)
    return seal.ok ? ok({ ...chain.engine.follow(header, parent), header }) : seal
  })
}

/** Timestamps of the block and its ancestors, newest first. */
async function timesBelow({ store }: Chain, { header }: RecordedHeader): Promise<Header['timestamp'][]> {
  const lowest = Math.max(0, header.height - MEDIAN_TIME_SPAN + 1)
  const rows = await store.blocksFrom(lowest, header.height - lowest + 1)
  return rows.map(row => recordedOf(row).header.timestamp).reverse()
}

/** The electorate after the fork, or the present one if that state is too far away. */
async function electorateAfter(chain: Chain, fork: RecordedHeader): Promise<Electorate | undefined> {
  const next = known(await chain.store.blockAt(fork.header.height + 1), 'block above the fork')
  const state = chain.engine.sealsBySearch ? undefined : await stateBefore(chain, next)
  return state ? chain.engine.electorate(state, fork) : chain.engine.electorate(chain.state, chain.tip)
}
