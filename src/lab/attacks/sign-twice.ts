import { COIN } from '#chain/amount.ts'
import { decodeBody } from '#chain/block/body-codec.ts'
import type { UnixMs } from '#lib/clock.ts'
import { factsOf } from '#node/chain/consensus-summary.ts'
import type { BuiltBlock } from '#testing/chain-builder.ts'
import { createSlotTickets } from '#testing/slot-tickets.ts'
import type { Deed } from '../attack.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import type { LabKey } from '../lab-key.ts'
import { SLASHED_BLOCKS, TURN_MS } from '../limits.ts'
import { posOf } from './own-consensus.ts'

/** The rule that judges report once the evidence is in a block and applied. */
export const EVIDENCE_RULE = 'EVIDENCE'

/**
 * Shows two blocks of one slot, each to one half of the network first, and waits for the block that slashes.
 */
export async function showBoth(lab: AttackContext, staker: LabKey, { one, two }: Twins): Promise<Deed> {
  const half = Math.ceil(lab.victims.length / 2)
  await lab.announceBlock(one, lab.victims.slice(0, half))
  await lab.announceBlock(two, lab.victims.slice(half))
  // and late to all other tabs
  lab.burner.announceBlock(one, lab.victims.slice(half))
  lab.burner.announceBlock(two, lab.victims.slice(0, half))

  const { chain } = lab
  const { height } = one.header
  let evidence: { readonly id: string; readonly height: number } | undefined
  await lab.until(async () => {
    evidence = await evidenceAfter(lab, height)
    return evidence !== undefined
  }, TURN_MS)
  const blocks = (evidence?.height ?? Number.POSITIVE_INFINITY) - height
  return {
    ids: evidence ? [evidence.id] : [],
    judge: ({ landings }) => {
      const landing = landings.find(({ id }) => id === evidence?.id)
      return (
        landing && {
          verdict: landing.applied ? 'valid' : 'failed',
          rule: landing.applied ? EVIDENCE_RULE : landing.code,
        }
      )
    },
    aftermath: () => {
      if (blocks > SLASHED_BLOCKS) return `the evidence needed ${blocks} blocks to get on the chain`
      return chain.engine.stakeOf(chain.state, staker.address) === 0n
        ? undefined
        : 'the stake was not slashed'
    },
  }
}

export interface Twins {
  readonly one: BuiltBlock
  readonly two: BuiltBlock
}

/** A stake as high as the mean of the others, so that it wins soon; waits until it counts. */
export async function stakeOfItsOwn(lab: AttackContext): Promise<LabKey> {
  const { chain } = lab
  const facts = factsOf(chain)
  if (facts.type !== 'pos') throw new AttackNeeds('a network with proof of stake')
  const staked = facts.stakers.reduce((sum, each) => sum + each.staked, 0n)
  const mean = staked / BigInt(Math.max(1, facts.stakers.length))
  const { minStake } = posOf(chain)
  const amount = mean > minStake ? mean : minStake
  const key = lab.freshKey()
  await lab.fund(key, amount + COIN)
  const stake = lab.sign(key, { kind: 'stake', amount: amount as typeof minStake })
  await lab.announceTransaction(stake.bytes)
  await lab.landed(stake.id)
  return key
}

/** Two sealed blocks on one parent, in one slot that the key won. */
export async function signTwice(lab: AttackContext, key: LabKey): Promise<Twins> {
  const { genesis: params, engine } = lab.chain
  const tickets = createSlotTickets({ params, engine })
  const epochMs = posOf(lab.chain).epochSlots * params.consensus.spacingMs
  let tip = lab.forge.tip()
  const wins = () => {
    tip = lab.forge.tip()
    const slot = tickets.slots.slotAt(lab.clock.now())
    if (slot <= tickets.slotOf(tip)) return false
    const share = tickets.shareOn(tip, key, slot)
    return share.stake > 0n && tickets.isWinOn(tip, key, slot, share)
  }
  if (!(await lab.until(wins, TURN_MS + 3 * epochMs)))
    throw new AttackNeeds('more time; its stake won no slot')
  const at = lab.clock.now()
  const by = [key]
  const one = await lab.forge.build(tip, [], { by, at })
  const two = await lab.forge.build(tip, [], {
    by,
    at,
    tamper: fields => ({ ...fields, timestamp: (fields.timestamp - 1) as UnixMs }),
  })
  return { one, two }
}

/** The evidence that counted, in a block from this height on; other tabs may have submitted it too. */
async function evidenceAfter({ chain }: AttackContext, height: number) {
  for (let at = height; at <= chain.tip.header.height; at++) {
    const row = await chain.store.blockAt(at)
    const body = row && (await chain.store.body(row.id))
    const decoded = body && decodeBody(body.body, chain.genesis.limits)
    for (const { id, payload } of decoded?.ok ? decoded.value : []) {
      if (payload.kind !== 'evidence') continue
      if ((await chain.store.tx(id))?.receipt.status === 'applied') return { id, height: at }
    }
  }
  return undefined
}
