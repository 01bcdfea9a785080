import { type Amount, ZERO } from '#chain/amount.ts'
import type { Header, HeaderFields } from '#chain/block/header.ts'
import { sealingBytes, withLastSealField } from '#chain/block/header-codec.ts'
import type { GenesisParameters, PosParameters } from '#chain/genesis/genesis.ts'
import type { StateReader } from '#chain/state/state-draft.ts'
import { assert, known } from '#lib/assert.ts'
import { bytesEqual, bytesToHex, compareBytes } from '#lib/bytes.ts'
import { checkAll, ok } from '#lib/result.ts'
import type { Ancestry, Engine, RecordedHeader } from '../engine.ts'
import { agreementOf, rememberAgreements } from '../finality/agreement.ts'
import { chainWeight } from '../finality/chain-weight.ts'
import { checkAgreement, NO_CLAIMS } from '../finality/claims.ts'
import { checkDepth } from '../finality/depth.ts'
import type { Electorate } from '../finality/electorate.ts'
import { NO_SIGNATURE } from '../finality/no-signature.ts'
import { waitingFacts, waitingFor } from '../finality/support.ts'
import { proofToHash } from '../vrf.ts'
import { latestOf } from './amount-steps.ts'
import { evidenceEffect, provenOffence } from './apply-evidence.ts'
import { stakeEffect } from './apply-stake.ts'
import { unstakeEffect } from './apply-unstake.ts'
import { checkClaims, checkPosSeal } from './check-pos-seal.ts'
import { electoratesOf } from './electorates.ts'
import { tieValue } from './lottery.ts'
import { posFacts } from './pos-facts.ts'
import { followRecord, genesisPosRecord, readPosRecord } from './pos-record.ts'
import { NO_PROOF, posSeal, readPosSeal, sealOf } from './pos-seal.ts'
import { prepareSlot } from './prepare-slot.ts'
import { releaseBonds } from './release-bonds.ts'
import { createSlots } from './slots.ts'
import { foundStakes, readStaker } from './stakes.ts'

/**
 * Proof of stake: in each slot every staker draws a ticket that only it can draw and everybody can check, and
 * wins with a chance that equals its share of all stakes. The weight of a block is the sum of the stakes in
 * its slot's lottery, so that the heaviest chain is the one with the most stake behind it
 * (docs/decisions/0008-stake-weight.md).
 */
export function createPosEngine(genesis: GenesisParameters, parameters: PosParameters): Engine {
  const slots = createSlots(genesis, parameters)
  const rules = { genesis, parameters, slots }

  const electorate = (state: StateReader, { header }: RecordedHeader): Electorate =>
    known(electoratesOf(state, header, [], slots)[0], 'the electorate of a final block')
  const agree = rememberAgreements((ancestry: Ancestry, state: StateReader) =>
    agreementOf(ancestry, sealOf, (final, above) => electoratesOf(state, final, above, slots)),
  )

  return {
    type: 'pos',
    madeBy: 'stake',
    sealsBySearch: false,
    sealFields: ['slot', 'stake', 'total', 'since', 'justified', 'final', 'proof', 'signature'],

    found: draft => foundStakes(draft, parameters.stakes),
    begin: (draft, block) => releaseBonds(draft, slots.eraOf(block), parameters),
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

    prepare: request => prepareSlot(request, agree(request.ancestry, request.state), slots),

    async seal(draft, key) {
      assert(bytesEqual(draft.producer, key.address), 'a header is sealed with its own producer’s key')
      return withLastSealField(draft, await key.sign(sealingBytes(draft)))
    },

    verify: (header, parent) => checkPosSeal(header, parent, slots),
    authorise: (header, state, ancestry) =>
      checkAll(
        () => checkClaims(header, state, slots),
        () => (ancestry ? checkAgreement(sealOf(header), agree(ancestry, state)) : ok(undefined)),
        () =>
          ancestry
            ? checkDepth(header, sealOf(header).final, ancestry, genesis.limits.finalityDepth)
            : ok(undefined),
      ),

    agree,
    electorate,
    claims: sealOf,

    follow: (header, parent) => ({
      totalWeight: chainWeight(parent.totalWeight, weightOf(header), sealOf(header).justified),
      engine: followRecord(header, parent, slots),
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

    /** From its latest change on, without bonds. */
    stakeOf: (state, address) => latestOf(readStaker(state, address).staked),

    facts(state, ancestry) {
      const { tip, final, signed } = waitingFor(ancestry, agree(ancestry, state).final)
      const facts = posFacts(state, readPosRecord(tip.engine).slot, slots)
      return { ...facts, waiting: waitingFacts(signed, electorate(state, final), facts.stakers.length) }
    },
  }
}

const weightOf = (header: HeaderFields): bigint => sealOf(header).total

function tieBreakOf(header: Header): bigint {
  const seal = sealOf(header)
  // genesis took part in no lottery
  if (seal.stake === 0n) return 0n
  return tieValue(known(proofToHash(seal.proof), 'output of a checked proof'), seal)
}

/** Claims the sum of the stakes, and that none of them won. */
function genesisSeal({ stakes }: PosParameters) {
  const total = stakes.reduce((sum, [, amount]) => sum + amount, 0n)
  return {
    slot: 0,
    stake: ZERO,
    total: total as Amount,
    ...NO_CLAIMS,
    proof: NO_PROOF,
    signature: NO_SIGNATURE,
  }
}
