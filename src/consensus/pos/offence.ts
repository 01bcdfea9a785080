import type { Address } from '#chain/address.ts'
import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import type { NetworkId } from '#chain/ids.ts'
import { failure, type TransactionFailure } from '#chain/rules.ts'
import type { EvidencePayload } from '#chain/transaction/transaction.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import { checkSealSignature } from '../seal-signature.ts'
import { readPosSeal } from './pos-seal.ts'
import type { Slots } from './slots.ts'

/** A claim that an address signed two headers for one slot. */
export interface Offence {
  readonly offender: Address
  readonly slot: number
  readonly headers: readonly [Header, Header]
}

interface SignedSlot {
  readonly header: Header
  readonly slot: number
}

interface OffenceRules {
  readonly networkId: NetworkId
  readonly slots: Slots
  /** The version of the rules of the block with the evidence. */
  readonly version: number
}

/**
 * The offence that two headers show if their signatures are valid. {@link checkSigned} checks those, because
 * they cost much more than everything else. It makes no difference whether the headers were valid blocks and
 * whether the signer had a stake then: an honest producer signs a slot once.
 */
export function readOffence(
  { first, second }: EvidencePayload,
  rules: OffenceRules,
): Result<Offence, TransactionFailure> {
  const a = readSignedSlot(first, 'first', rules)
  if (!a.ok) return a
  const b = readSignedSlot(second, 'second', rules)
  if (!b.ok) return b
  const [one, other] = [a.value, b.value]

  if (one.header.id === other.header.id) return invalid('both headers are the same')
  if (!bytesEqual(one.header.producer, other.header.producer)) return invalid('they have two producers')
  if (one.slot !== other.slot) return invalid(`they are for slots ${one.slot} and ${other.slot}`)
  return ok({ offender: one.header.producer, slot: one.slot, headers: [one.header, other.header] })
}

/** Did the offender sign both headers? */
export function checkSigned({ headers: [one, other] }: Offence): Result<void, TransactionFailure> {
  const signed = checkAll(
    () => checkSealSignature(one),
    () => checkSealSignature(other),
  )
  return signed.ok ? ok(undefined) : invalid(signed.error.message)
}

function readSignedSlot(
  bytes: Uint8Array,
  which: string,
  { networkId, slots, version }: OffenceRules,
): Result<SignedSlot, TransactionFailure> {
  const decoded = decodeHeader(bytes)
  if (!decoded.ok) return invalid(`the ${which} header: ${decoded.error.message}`)
  const header = decoded.value
  // nodes that know later rules must compute the same receipt as those that do not
  if (header.version > version) return invalid(`the ${which} header follows later rules`)
  if (header.networkId !== networkId) return invalid(`the ${which} header is of another network`)

  const seal = readPosSeal(header.seal)
  if (!seal.ok) return invalid(`the ${which} header's seal: ${seal.error.message}`)
  const { slot } = seal.value
  if (slot !== slots.slotAt(header.timestamp))
    return invalid(`the ${which} header's timestamp is not in its slot`)
  return ok({ header, slot })
}

const invalid = (problem: string) => failure('EVIDENCE_INVALID', `the headers prove no offence: ${problem}`)
