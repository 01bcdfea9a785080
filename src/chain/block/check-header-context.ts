import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import type { NetworkRules } from '../apply/consensus-rules.ts'
import type { ChainLimits, GenesisParameters } from '../genesis/genesis.ts'
import { rulesVersionAt } from '../genesis/rules-version.ts'
import type { NetworkId } from '../ids.ts'
import { type Violation, violation } from '../rules.ts'
import type { Header } from './header.ts'

/**
 * The number of timestamps, the parent's and those below it, whose median counts; fewer near genesis. It is
 * odd, so that the median is one of them.
 */
export const MEDIAN_TIME_SPAN = 11

/**
 * The context stage: what a header must be on this parent, with any engine. `ancestorTimes` are the
 * timestamps of the parent and the blocks below it, up to {@link MEDIAN_TIME_SPAN}, in any order. The engine
 * checks the seal, and {@link isFromFuture} the clock.
 */
export function checkHeaderContext(
  header: Header,
  parent: Header,
  ancestorTimes: readonly UnixMs[],
  { genesis, networkId }: Pick<NetworkRules, 'genesis' | 'networkId'>,
): Result<void, Violation> {
  assert(header.parent === parent.id, 'the header is checked against its own parent')
  return checkAll(
    () => checkNetwork(header, networkId),
    () => checkHeight(header, parent),
    () => checkRulesVersion(header, genesis),
    () => checkTime(header, ancestorTimes),
  )
}

/**
 * Is the header further ahead of this clock than the network allows? Then it is `unchecked`, never `invalid`,
 * because the clock may be wrong.
 */
export function isFromFuture(header: Header, now: UnixMs, limits: ChainLimits): boolean {
  return header.timestamp > now + limits.futureMs
}

/** The time that the next block must be later than; of an even number, the later of the two in the middle. */
export function medianTime(ancestorTimes: readonly UnixMs[]): UnixMs {
  const { length } = ancestorTimes
  assert(length >= 1 && length <= MEDIAN_TIME_SPAN, `median of ${length} timestamps`)
  return ancestorTimes.toSorted((a, b) => a - b)[length >> 1] as UnixMs
}

function checkNetwork(header: Header, networkId: NetworkId): Result<void, Violation> {
  if (header.networkId === networkId) return ok(undefined)
  return violation(
    'HEADER_OTHER_NETWORK',
    `block ${header.id} is of network ${header.networkId}, not ${networkId}`,
  )
}

function checkHeight(header: Header, parent: Header): Result<void, Violation> {
  if (header.height === parent.height + 1) return ok(undefined)
  return violation(
    'HEADER_HEIGHT',
    `height ${header.height} does not follow the parent's height ${parent.height}`,
  )
}

function checkRulesVersion(header: Header, genesis: GenesisParameters): Result<void, Violation> {
  const version = rulesVersionAt(genesis, header.height)
  if (header.version === version) return ok(undefined)
  return violation(
    'HEADER_RULES_VERSION',
    `block ${header.id} follows version ${header.version} of the rules, but version ${version} is in force at height ${header.height}`,
  )
}

/**
 * Compares with the median and not with the parent, so that one clock that runs ahead does not stop the
 * producers after it.
 */
function checkTime(header: Header, ancestorTimes: readonly UnixMs[]): Result<void, Violation> {
  const median = medianTime(ancestorTimes)
  if (header.timestamp > median) return ok(undefined)
  return violation(
    'HEADER_TIMESTAMP_OLD',
    `timestamp ${header.timestamp} is not after ${median}, the median of the last ${ancestorTimes.length} blocks`,
  )
}
