import type { Amount } from '#chain/amount.ts'
import { bigintFromBytes, bytesFromBigint, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'

/** The prefix of what a slot's proof is of, so that it never proves anything else. */
const SLOT_DOMAIN = utf8FromText('tabchain slot\n')

/** The number of outputs of the verifiable random function. */
const OUTPUTS = 2n ** 512n

/** What a ticket is drawn with: its owner's counted stake, and the total of all counted stakes. */
export interface Share {
  readonly stake: Amount
  readonly total: Amount
}

/**
 * What each staker proves for a slot: its epoch's seed (hex) and the slot, nothing of which anybody can
 * choose.
 */
export const slotAlpha = (seed: string, slot: number): Uint8Array =>
  concatBytes(SLOT_DOMAIN, hexToBytes(seed), bytesFromBigint(BigInt(slot), 8))

/** Does this output win a slot? The chance is the stake's share of the total, in exact integers. */
export const isWin = (beta: Uint8Array, { stake, total }: Share): boolean =>
  stake <= total && bigintFromBytes(beta) * total < stake * OUTPUTS

/**
 * Of two winners of equal weight, the one with the lower value wins: the output in proportion to its owner's
 * threshold (docs/decisions/0009-lottery-ties.md).
 */
export const tieValue = (beta: Uint8Array, { stake, total }: Share): bigint =>
  (bigintFromBytes(beta) * total) / stake
