import type { Header, HeaderFields } from '#chain/block/header.ts'
import { miningPrefix, withNonce } from '#chain/block/header-codec.ts'
import type { GenesisParameters, PowParameters } from '#chain/genesis/genesis.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { assert, known } from '#lib/assert.ts'
import { bytesFromBigint, bytesToHex } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import type { Engine, RecordedHeader } from '../engine.ts'
import { withoutStakes } from '../without-stakes.ts'
import { nextTarget } from './difficulty.ts'
import { finalByWork } from './final-by-work.ts'
import { ONE_TAB_HASHES } from './limits.ts'
import { type Anchor, type PowRecord, readPowRecord } from './pow-record.ts'
import { powSeal, readTarget, targetOf } from './pow-seal.ts'
import { firstMeter, readBlock } from './power.ts'

/**
 * Proof of work: whoever finds a nonce with which the header's hash meets the target may produce, at any
 * time. The weight of a block is the expected number of hashes.
 */
export function createPowEngine({ limits }: GenesisParameters, parameters: PowParameters): Engine {
  const { spacingMs } = parameters
  const curve = { spacingMs, floorWork: workOf(parameters.maxTarget) }
  return {
    ...withoutStakes(),
    type: 'pow',
    madeBy: 'work',
    sealsBySearch: true,
    sealFields: ['target', 'nonce'],

    genesisSeal: () => powSeal(parameters.maxTarget, 0n),

    genesisRecord: header => ({
      totalWeight: weightOf(header),
      engine: {
        anchorHeight: header.height,
        // as if there were a block before genesis, on time
        anchorParentTime: (header.timestamp - spacingMs) as UnixMs,
        power: firstMeter(curve),
      } satisfies PowRecord,
    }),

    async prepare({ parent, keys, now, earliest }) {
      return {
        status: 'ready',
        key: known(keys[0], 'a key for producing'),
        timestamp: Math.max(now, earliest) as UnixMs,
        seal: powSeal(targetAfter(parent, parameters), 0n),
      }
    },

    async seal(draft, _key, search) {
      const nonce = await search({ prefix: miningPrefix(draft), target: targetOf(draft) })
      return nonce === undefined ? undefined : withNonce(draft, nonce)
    },

    verify: (header, parent) =>
      checkAll(
        () => checkTarget(header, targetAfter(parent, parameters)),
        () => checkWork(header),
      ),

    // whoever did the work has the right
    authorise: () => ok(undefined),

    agree(ancestry) {
      const final = finalByWork(ancestry, { finalityDepth: limits.finalityDepth, spacingMs })
      return { justified: final, final }
    },
    electorate: () => undefined,
    claims: () => undefined,

    follow: (header, parent) => ({
      totalWeight: parent.totalWeight + weightOf(header),
      engine: {
        ...anchorAt(header, parent, parameters),
        power: readBlock(
          readPowRecord(parent.engine).power,
          { work: weightOf(header), gapMs: header.timestamp - parent.header.timestamp },
          curve,
        ),
      } satisfies PowRecord,
    }),

    weight: weightOf,

    facts(_state, [tip]) {
      assert(tip, 'ancestry begins at the tip')
      return {
        type: 'pow',
        target: targetAfter(tip, parameters),
        hashesPerSecond: powerAt(tip, spacingMs),
      }
    },
  }
}

/** The target of the block on `parent`, by the schedule that began at the latest block at the floor. */
function targetAfter({ header, engine }: RecordedHeader, parameters: PowParameters): bigint {
  const anchor = readPowRecord(engine)
  return nextTarget(
    {
      anchorTarget: parameters.maxTarget,
      maxTarget: parameters.maxTarget,
      spacing: BigInt(parameters.spacingMs),
      halflife: BigInt(parameters.halflifeMs),
    },
    BigInt(header.timestamp - anchor.anchorParentTime),
    BigInt(header.height - anchor.anchorHeight),
  )
}

/**
 * A block at the floor begins a new schedule, which forgets idle time; above the floor the schedule
 * continues.
 */
function anchorAt(header: Header, parent: RecordedHeader, parameters: PowParameters): Anchor {
  if (targetOf(header) < parameters.maxTarget) return readPowRecord(parent.engine)
  return { anchorHeight: header.height, anchorParentTime: parent.header.timestamp }
}

/** In hashes a second. */
function powerAt({ engine }: RecordedHeader, spacingMs: number): bigint {
  const perSecond = (readPowRecord(engine).power.seen * 1000n) / BigInt(spacingMs)
  return perSecond > ONE_TAB_HASHES ? perSecond : ONE_TAB_HASHES
}

function checkTarget(header: Header, expected: bigint): Result<void, Violation> {
  const target = readTarget(header.seal)
  if (!target.ok) return target
  if (target.value === expected) return ok(undefined)
  return violation(
    'SEAL_TARGET',
    `block ${header.id} claims the target ${hex(target.value)}, but the schedule requires ${hex(expected)}`,
  )
}

function checkWork(header: Header): Result<void, Violation> {
  const target = targetOf(header)
  if (BigInt(`0x${header.id}`) <= target) return ok(undefined)
  return violation('SEAL_WORK', `block ${header.id} exceeds its target ${hex(target)}`)
}

/** Expected hashes until one is at most the target. */
const weightOf = (header: HeaderFields): bigint => workOf(targetOf(header))

const workOf = (target: bigint): bigint => 2n ** 256n / (target + 1n)

const hex = (target: bigint): string => bytesToHex(bytesFromBigint(target, 32))
