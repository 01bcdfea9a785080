import type { UnixMs } from '#lib/clock.ts'
import type { Preparation, ProductionRequest, SealingKey } from '../engine.ts'
import { type Agreement, SIGNED_MORE } from '../finality/claims.ts'
import { NO_SIGNATURE } from '../finality/no-signature.ts'
import { proofToHash } from '../vrf.ts'
import { nextCounted } from './amount-steps.ts'
import { isWin, type Share, slotAlpha } from './lottery.ts'
import { readPosRecord, seedFor } from './pos-record.ts'
import { posSeal } from './pos-seal.ts'
import type { Slots } from './slots.ts'
import { readStaker, shareOf } from './stakes.ts'

/** Draws the slot's tickets of the node's own keys, in order, until one wins. */
export async function prepareSlot(
  request: ProductionRequest,
  agreement: Agreement,
  slots: Slots,
): Promise<Preparation> {
  const { parent, state, keys, now, earliest, sinceOf } = request
  const record = readPosRecord(parent.engine)
  const timestamp = Math.max(now, earliest) as UnixMs
  const slot = slots.slotAt(timestamp)
  if (slot <= record.slot) {
    return waitForSlot(record.slot + 1, `slot ${record.slot} has its block already`, slots)
  }

  const epoch = slots.epochOf(slot)
  const tickets = keys
    .map(key => ({ key, share: shareOf(state, key.address, epoch) }))
    .filter(({ share }) => share.stake > 0n)
  if (tickets.length === 0) return waitForStake(request, epoch, slots)

  const alpha = slotAlpha(seedFor(record, slot, slots), slot)
  for (const { key, share } of tickets) {
    const proof = await winningProof(key, alpha, share)
    if (proof === undefined) continue
    const since = await sinceOf(key.address, agreement.justified)
    if (since === undefined) return waitForSlot(slot + 1, SIGNED_MORE, slots)
    const seal = posSeal({ slot, ...share, since, ...agreement, proof, signature: NO_SIGNATURE })
    return { status: 'ready', key, timestamp, seal }
  }
  return waitForSlot(slot + 1, `slot ${slot} was not won`, slots)
}

async function winningProof(key: SealingKey, alpha: Uint8Array, share: Share) {
  const proof = await key.prove(alpha)
  const beta = proofToHash(proof)
  return beta !== undefined && isWin(beta, share) ? proof : undefined
}

/** Waits until the first of the keys' stakes counts; without any, only a change of the chain helps. */
function waitForStake({ keys, state }: ProductionRequest, epoch: number, slots: Slots): Preparation {
  const epochs = keys.flatMap(({ address }) => nextCounted(readStaker(state, address).staked, epoch) ?? [])
  if (epochs.length === 0) return { status: 'wait', reason: 'none of your addresses has a stake' }

  const from = Math.min(...epochs)
  return {
    status: 'wait',
    waitUntil: slots.startOfEpoch(from),
    reason: `no stake of yours counts yet; the first one counts from epoch ${from} on`,
  }
}

const waitForSlot = (slot: number, reason: string, slots: Slots): Preparation => ({
  status: 'wait',
  waitUntil: slots.startOf(slot),
  reason,
})
