import type { Header } from '#chain/block/header.ts'
import { type Violation, violation } from '#chain/rules.ts'
import type { StateReader } from '#chain/state/state-draft.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import type { RecordedHeader } from '../engine.ts'
import { checkClaimOrder } from '../finality/claims.ts'
import { checkSealSignature } from '../seal-signature.ts'
import { verify } from '../vrf.ts'
import { isWin, slotAlpha } from './lottery.ts'
import { type PosRecord, readPosRecord, seedFor } from './pos-record.ts'
import { type PosSeal, readPosSeal, sealOf } from './pos-seal.ts'
import type { Slots } from './slots.ts'
import { shareOf } from './stakes.ts'

/**
 * Checks everything about a seal that headers show, cheap checks first. {@link checkClaims} checks stake and
 * total.
 */
export function checkPosSeal(header: Header, parent: RecordedHeader, slots: Slots): Result<void, Violation> {
  const seal = readPosSeal(header.seal)
  if (!seal.ok) return seal
  const record = readPosRecord(parent.engine)
  const claiming = { height: header.height, claims: seal.value }
  const before = { height: parent.header.height, claims: sealOf(parent.header) }
  return checkAll(
    () => checkSlot(header, seal.value, record, slots),
    () => checkClaimOrder(claiming, before),
    () => checkSealSignature(header),
    () => checkTicket(header, seal.value, seedFor(record, seal.value.slot, slots)),
  )
}

/** Do stake and total match the state after the parent? */
export function checkClaims(header: Header, state: StateReader, slots: Slots): Result<void, Violation> {
  const seal = readPosSeal(header.seal)
  if (!seal.ok) return seal

  const claimed = seal.value
  const share = shareOf(state, header.producer, slots.epochOf(claimed.slot))
  if (claimed.stake === share.stake && claimed.total === share.total) return ok(undefined)
  return violation(
    'SEAL_STAKE',
    `block ${header.id} claims ${claimed.stake} of ${claimed.total} base units at stake, but it is ${share.stake} of ${share.total}`,
  )
}

/** The slot must be the timestamp's, and later than the parent's: a chain has at most one block in a slot. */
function checkSlot(
  header: Header,
  { slot }: PosSeal,
  parent: PosRecord,
  slots: Slots,
): Result<void, Violation> {
  const expected = slots.slotAt(header.timestamp)
  if (slot !== expected) {
    return violation(
      'SEAL_SLOT',
      `block ${header.id} names slot ${slot}, but its timestamp is in slot ${expected}`,
    )
  }
  if (slot > parent.slot) return ok(undefined)
  return violation(
    'SEAL_SLOT',
    `block ${header.id} is in slot ${slot}, which is not after its parent's slot ${parent.slot}`,
  )
}

function checkTicket(header: Header, { slot, proof, ...share }: PosSeal, seed: string) {
  const beta = verify(header.producer, slotAlpha(seed, slot), proof)
  if (beta === undefined) {
    return violation('SEAL_PROOF', `the proof of block ${header.id} is not its producer's for slot ${slot}`)
  }
  if (isWin(beta, share)) return ok(undefined)
  return violation(
    'SEAL_THRESHOLD',
    `block ${header.id} did not win slot ${slot} with ${share.stake} of ${share.total} base units`,
  )
}
