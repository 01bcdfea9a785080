import type { Header } from '#chain/block/header.ts'
import { digest } from '#chain/hash.ts'
import type { NetworkId } from '#chain/ids.ts'
import { assert, known } from '#lib/assert.ts'
import { bytesFromBigint, bytesToHex, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import type { RecordedHeader } from '../engine.ts'
import { type Advance, followAdvance, NO_ADVANCE, readAdvance } from '../finality/advance.ts'
import { proofToHash } from '../vrf.ts'
import { sealOf } from './pos-seal.ts'
import type { Slots } from './slots.ts'

const EPOCH_DOMAIN = utf8FromText('tabchain epoch\n')

/** The part of a chain record that belongs to proof of stake: the seed of the next slots' lottery. */
export interface PosRecord extends Advance {
  readonly slot: number
  /** The seed of the slot's epoch; 32 bytes, hex. */
  readonly seed: string
  /** The mix of all outputs up to here; 32 bytes, hex. */
  readonly mix: string
}

/** The record of genesis, which differs between networks. */
export const genesisPosRecord = (networkId: NetworkId): PosRecord => ({
  slot: 0,
  seed: networkId,
  mix: networkId,
  ...NO_ADVANCE,
})

/** Reads the part that this engine put into a chain record, possibly from the database. */
export function readPosRecord(engine: unknown): PosRecord {
  const record = engine as Partial<PosRecord> | null | undefined
  assert(
    typeof record?.slot === 'number' && typeof record.seed === 'string' && typeof record.mix === 'string',
    'a chain record holds no seed of a lottery',
  )
  return { slot: record.slot, seed: record.seed, mix: record.mix, ...readAdvance(engine) }
}

/**
 * The seed (hex) for a slot after the record's. Within the record's epoch it is the record's own; in a later
 * one it is made of the outputs up to the record and the epoch's number, so that epochs without blocks have
 * seeds too.
 */
export function seedFor(record: PosRecord, slot: number, slots: Slots): string {
  const epoch = slots.epochOf(slot)
  if (epoch === slots.epochOf(record.slot)) return record.seed
  const number = bytesFromBigint(BigInt(epoch), 8)
  return bytesToHex(digest(concatBytes(EPOCH_DOMAIN, hexToBytes(record.mix), number)))
}

/** The record of a checked header, given its parent's record. */
export function followRecord(header: Header, parent: RecordedHeader, slots: Slots): PosRecord {
  const { slot, proof, final } = sealOf(header)
  const before = readPosRecord(parent.engine)
  const beta = known(proofToHash(proof), 'output of a checked proof')
  return {
    slot,
    seed: seedFor(before, slot, slots),
    mix: bytesToHex(digest(concatBytes(hexToBytes(before.mix), beta))),
    ...followAdvance({ height: header.height, final }, { ...parent, final: sealOf(parent.header).final }),
  }
}
