import { type Amount, ZERO } from '../../chain/amount.ts'
import type { Header, HeaderFields } from '../../chain/block/header.ts'
import { sealingBytes, withLastSealField } from '../../chain/block/header-codec.ts'
import type { GenesisParameters, PosParameters } from '../../chain/genesis/genesis.ts'
import { assert, known } from '../../lib/assert.ts'
import { bytesEqual, bytesToHex, compareBytes } from '../../lib/bytes.ts'
import { ok } from '../../lib/result.ts'
import type { Engine } from '../engine.ts'
import { latestOf } from './amount-steps.ts'
import { evidenceEffect, provenOffence } from './apply-evidence.ts'
import { stakeEffect } from './apply-stake.ts'
import { unstakeEffect } from './apply-unstake.ts'
import { checkClaims, checkPosSeal } from './check-pos-seal.ts'
import { tieValue } from './lottery.ts'
import { posFacts } from './pos-facts.ts'
import { followRecord, genesisPosRecord, readPosRecord } from './pos-record.ts'
import { NO_PROOF, NO_SIGNATURE, posSeal, readPosSeal, sealOf } from './pos-seal.ts'
import { prepareSlot } from './prepare-slot.ts'
import { releaseBonds } from './release-bonds.ts'
import { createSlots } from './slots.ts'
import { foundStakes, readStaker } from './stakes.ts'
import { proofToHash } from './vrf.ts'

/**
 * Proof of stake: in each slot every staker draws a ticket that only it can draw and all can check, and wins with a chance that is its share
 * of all stakes. A block weighs all the stakes that took part in its slot's lottery, so that the heaviest chain is the one with the most
 * stake behind it (docs/decisions/0008-stake-weight.md).
 */
export function createPosEngine(genesis: GenesisParameters, parameters: PosParameters): Engine {
  const slots = createSlots(genesis, parameters)
  const rules = { genesis, parameters, slots }
  return {
    type: 'pos',
    sealsBySearch: false,
    sealFields: ['slot', 'stake', 'total', 'proof', 'signature'],

    found: draft => foundStakes(draft, parameters.stakes),
    begin: (draft, { timestamp }) => releaseBonds(draft, slots.epochAt(timestamp), parameters),
    effects: {
      stake: stakeEffect(rules),
      unstake: unstakeEffect(rules),
      evidence: evidenceEffect(rules),
    },

    genesisSeal: () => posSeal(genesisSeal(parameters)),
    genesisRecord: header => ({
      totalWeight: weightOf(header),
      engine: genesisPosRecord(header.networkId),
    }),

    prepare: request => prepareSlot(request, slots),

    async seal(draft, key) {
      assert(bytesEqual(draft.producer, key.address), 'a header is sealed with its own producer’s key')
      return withLastSealField(draft, await key.sign(sealingBytes(draft)))
    },

    verify: (header, { engine }) => checkPosSeal(header, readPosRecord(engine), slots),
    authorise: (header, state) => checkClaims(header, state, slots),

    follow: (header, parent) => ({
      totalWeight: parent.totalWeight + weightOf(header),
      engine: followRecord(header, readPosRecord(parent.engine), slots),
    }),

    weight: weightOf,
    tieBreak: tieBreakOf,

    offenceKey(header) {
      const seal = readPosSeal(header.seal)
      return seal.ok ? `${bytesToHex(header.producer)}/${seal.value.slot}` : undefined
    },

    evidenceOf(a, b) {
      const [first, second] = compareBytes(a.bytes, b.bytes) < 0 ? [a.bytes, b.bytes] : [b.bytes, a.bytes]
      return { kind: 'evidence', first, second }
    },
    checkEvidence(evidence, state, block) {
      const proven = provenOffence(rules, state, evidence, block)
      return proven.ok ? ok(undefined) : proven
    },

    /** From its latest change on; bonds on their way back are not among it. */
    stakeOf: (state, address) => latestOf(readStaker(state, address).staked),

    facts: (state, tip) => posFacts(state, readPosRecord(tip.engine).slot, slots),
  }
}

const weightOf = (header: HeaderFields): bigint => sealOf(header).total

function tieBreakOf(header: Header): bigint {
  const seal = sealOf(header)
  // genesis took part in no lottery
  if (seal.stake === 0n) return 0n
  return tieValue(known(proofToHash(seal.proof), 'output of a checked proof'), seal)
}

/** It claims what the stakes come to, and that none of them won. */
function genesisSeal({ stakes }: PosParameters) {
  const total = stakes.reduce((sum, [, amount]) => sum + amount, 0n)
  return { slot: 0, stake: ZERO, total: total as Amount, proof: NO_PROOF, signature: NO_SIGNATURE }
}
