import { ed25519 } from '@noble/curves/ed25519.js'
import type { Header } from '#chain/block/header.ts'
import { sealingBytes, withLastSealField } from '#chain/block/header-codec.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { isWin, type Share, slotAlpha } from '#consensus/pos/lottery.ts'
import { readPosRecord, seedFor } from '#consensus/pos/pos-record.ts'
import { type PosSeal, posSeal, sealOf } from '#consensus/pos/pos-seal.ts'
import { createSlots, type Slots } from '#consensus/pos/slots.ts'
import { shareOf } from '#consensus/pos/stakes.ts'
import { output, prove } from '#consensus/vrf.ts'
import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ancestryOf, type BuiltBlock, draftOn, type TestAccount } from './chain-builder.ts'
import type { SealedChain } from './sealed-chain.ts'

/** Fields that replace the correct ones. */
export type Claims = Partial<PosSeal> & { readonly timestamp?: number }

/** The lottery of a chain as seen by an owner of all keys. */
export interface SlotTickets {
  readonly slots: Slots
  slotOf(block: BuiltBlock): number
  /** The input of the proof for a slot on this parent. */
  alphaOn(parent: BuiltBlock, slot: number): Uint8Array
  shareOn(parent: BuiltBlock, by: TestAccount, slot: number): Share
  isWinOn(parent: BuiltBlock, by: TestAccount, slot: number, share: Share): boolean
  /** The first slot after the parent's, from `from` on, that this account wins, or loses, with this share. */
  slotThat(parent: BuiltBlock, by: TestAccount, share: Share, wins: boolean, from?: number): number
  /** A signed header on this parent, correct apart from the claims, whether it won or not. */
  craft(parent: BuiltBlock, by: TestAccount, slot: number, claims?: Claims): Header
}

export function createSlotTickets({ params, engine }: Pick<SealedChain, 'params' | 'engine'>): SlotTickets {
  assert(params.consensus.type === 'pos', 'slots are proof of stake')
  const slots = createSlots(params, params.consensus)
  const slotOf: SlotTickets['slotOf'] = ({ header }) => sealOf(header).slot

  const alphaOn: SlotTickets['alphaOn'] = ({ record }, slot) =>
    slotAlpha(seedFor(readPosRecord(record.engine), slot, slots), slot)

  const shareOn: SlotTickets['shareOn'] = (parent, by, slot) =>
    shareOf(parent.state, by.address, slots.epochOf(slot))

  const isWinOn: SlotTickets['isWinOn'] = (parent, by, slot, share) =>
    isWin(output(by.secretKey, alphaOn(parent, slot)), share)

  const slotThat: SlotTickets['slotThat'] = (parent, by, share, wins, from = 0) => {
    for (let slot = Math.max(slotOf(parent) + 1, from); ; slot++) {
      if (isWinOn(parent, by, slot, share) === wins) return slot
    }
  }

  const craft: SlotTickets['craft'] = (parent, by, slot, claims = {}) => {
    const { timestamp = slots.startOf(slot), ...others } = claims
    const proof = prove(by.secretKey, alphaOn(parent, slot))
    const seal = posSeal({
      slot,
      ...shareOn(parent, by, slot),
      since: parent.header.height + 1,
      ...engine.agree(ancestryOf(parent), parent.state),
      proof,
      signature: NO_SIGNATURE,
      ...others,
    })
    const at = { timestamp: timestamp as UnixMs, producer: by.address, seal }
    const { fields } = draftOn(parent, [], at, { engine, params })
    return withLastSealField(fields, ed25519.sign(sealingBytes(fields), by.secretKey))
  }

  return { slots, slotOf, alphaOn, shareOn, isWinOn, slotThat, craft }
}
