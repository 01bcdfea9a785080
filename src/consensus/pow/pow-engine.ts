import type { Header, HeaderFields } from '../../chain/block/header.ts'
import type { GenesisParameters, PowParameters } from '../../chain/genesis/genesis.ts'
import { type Violation, violation } from '../../chain/rules.ts'
import { assert } from '../../lib/assert.ts'
import { bytesFromBigint, bytesToHex } from '../../lib/bytes.ts'
import type { UnixMs } from '../../lib/clock.ts'
import { checkAll, ok, type Result } from '../../lib/result.ts'
import type { ChainRecord, Engine } from '../engine.ts'
import { nextTarget } from './difficulty.ts'
import { type PowRecord, readPowRecord } from './pow-record.ts'
import { powSeal, readTarget, targetOf } from './pow-seal.ts'

/**
 * Proof of work: whoever finds a nonce with which the header's hash meets the target may produce, at any time. A block weighs the
 * hashes that finding it is expected to take.
 */
export function createPowEngine(genesis: GenesisParameters): Engine {
  const parameters = genesis.consensus
  assert(parameters.type === 'pow', 'the network is of proof of work')

  return {
    type: 'pow',
    sealFields: ['target', 'nonce'],

    genesisSeal: () => powSeal(parameters.maxTarget, 0n),

    genesisRecord: header => ({
      totalWeight: weightOf(header),
      engine: {
        anchorHeight: header.height,
        // as if a block had come before genesis, on time
        anchorParentTime: (header.timestamp - parameters.spacingMs) as UnixMs,
      } satisfies PowRecord,
    }),

    prepare(parent, record) {
      const target = targetAfter(parent, record, parameters)
      return { status: 'ready', seal: powSeal(target, 0n), target }
    },

    verify: (header, parent, record) =>
      checkAll(
        () => checkTarget(header, targetAfter(parent, record, parameters)),
        () => checkWork(header),
      ),

    follow: (header, parent, record) => ({
      totalWeight: record.totalWeight + weightOf(header),
      engine: anchorAt(header, parent, record, parameters),
    }),

    weight: weightOf,
  }
}

/** The target of the block on `parent`, from the schedule that the latest block at the floor began. */
function targetAfter(parent: Header, record: ChainRecord, parameters: PowParameters): bigint {
  const anchor = readPowRecord(record.engine)
  return nextTarget(
    {
      anchorTarget: parameters.maxTarget,
      maxTarget: parameters.maxTarget,
      spacing: BigInt(parameters.spacingMs),
      halflife: BigInt(parameters.halflifeMs),
    },
    BigInt(parent.timestamp - anchor.anchorParentTime),
    BigInt(parent.height - anchor.anchorHeight),
  )
}

/** A block at the floor begins a new schedule, which forgets idle time; above the floor the schedule goes on. */
function anchorAt(header: Header, parent: Header, record: ChainRecord, parameters: PowParameters): PowRecord {
  if (targetOf(header) < parameters.maxTarget) return readPowRecord(record.engine)
  return { anchorHeight: header.height, anchorParentTime: parent.timestamp }
}

function checkTarget(header: Header, expected: bigint): Result<void, Violation> {
  const target = readTarget(header.seal)
  if (!target.ok) return target
  if (target.value === expected) return ok(undefined)
  return violation(
    'SEAL_TARGET',
    `block ${header.id} claims the target ${hex(target.value)}, the schedule asks for ${hex(expected)}`,
  )
}

function checkWork(header: Header): Result<void, Violation> {
  const target = targetOf(header)
  if (BigInt(`0x${header.id}`) <= target) return ok(undefined)
  return violation('SEAL_WORK', `block ${header.id} exceeds its target ${hex(target)}`)
}

/** Expected hashes until one is at most the target. */
const weightOf = (header: HeaderFields): bigint => 2n ** 256n / (targetOf(header) + 1n)

const hex = (target: bigint): string => bytesToHex(bytesFromBigint(target, 32))
