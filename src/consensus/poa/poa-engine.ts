import type { Header, Seal } from '#chain/block/header.ts'
import { sealingBytes, withLastSealField } from '#chain/block/header-codec.ts'
import type { GenesisParameters, PoaParameters } from '#chain/genesis/genesis.ts'
import { MAX_AUTHORITIES } from '#chain/limits.ts'
import { type Violation, violation } from '#chain/rules.ts'
import type { StateReader } from '#chain/state/state-draft.ts'
import { assert } from '#lib/assert.ts'
import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import type { Ancestry, Engine } from '../engine.ts'
import type { PoaFacts } from '../facts.ts'
import { followAdvance, NO_ADVANCE } from '../finality/advance.ts'
import { agreementOf, rememberAgreements } from '../finality/agreement.ts'
import { chainWeight } from '../finality/chain-weight.ts'
import { type Agreement, checkAgreement, checkClaimOrder, NO_CLAIMS } from '../finality/claims.ts'
import { checkDepth } from '../finality/depth.ts'
import type { Electorate } from '../finality/electorate.ts'
import { NO_SIGNATURE } from '../finality/no-signature.ts'
import { waitingFacts, waitingFor } from '../finality/support.ts'
import { checkSealSignature } from '../seal-signature.ts'
import { withoutStakes } from '../without-stakes.ts'
import { applyAuthority } from './apply-authority.ts'
import { type Authorities, authoritiesAt, readAuthorities, readSets, writeSets } from './authorities.ts'
import { poaSeal, readPoaSeal, sealOf } from './poa-seal.ts'
import { prepareTurn } from './prepare-turn.ts'
import { authorityAt, earliestAfter } from './turns.ts'

/**
 * Proof of authority: the authorities that the admin named take turns, and a silent one is passed over after
 * a timeout, in order. A block states how many were passed over, and weighs the less the more they are. It is
 * final once a majority of the authorities agrees on it (finality/).
 */
export function createPoaEngine({ limits }: GenesisParameters, parameters: PoaParameters): Engine {
  const { admin, authorities } = parameters
  const agree = rememberAgreements(agreementAfter)
  return {
    ...withoutStakes(),
    type: 'poa',
    madeBy: 'authorities',
    sealsBySearch: false,
    sealFields: ['offset', 'since', 'justified', 'final', 'signature'],

    found: draft => writeSets(draft, [{ from: 0, admin, authorities }]),
    effects: { authority: applyAuthority },

    genesisSeal: () => poaSeal({ offset: 0, ...NO_CLAIMS, signature: NO_SIGNATURE }),
    genesisRecord: header => ({ totalWeight: weightOf(header), engine: NO_ADVANCE }),

    prepare: request => prepareTurn(request, agree(request.ancestry, request.state), parameters),

    async seal(draft, key) {
      assert(bytesEqual(draft.producer, key.address), 'a header is sealed with its own producer’s key')
      return withLastSealField(draft, await key.sign(sealingBytes(draft)))
    },

    verify: (header, parent) =>
      checkAll(
        () => checkPoaSeal(header.seal),
        () => checkTime(header, parent.header, parameters),
        () => checkClaimOrder(claiming(header), claiming(parent.header)),
        () => checkSealSignature(header),
      ),

    authorise: (header, state, ancestry) =>
      checkAll(
        () => checkTurn(header, state),
        () => (ancestry ? checkAgreement(sealOf(header), agree(ancestry, state)) : ok(undefined)),
        () =>
          ancestry ? checkDepth(header, sealOf(header).final, ancestry, limits.finalityDepth) : ok(undefined),
      ),

    agree,
    electorate: (state, { header }) => electorateOf(authoritiesAt(state, header.height)),
    claims: sealOf,

    follow(header, parent) {
      const { justified, final } = sealOf(header)
      const { height } = header
      return {
        totalWeight: chainWeight(parent.totalWeight, weightOf(header), justified),
        engine: followAdvance({ height, final }, { ...parent, final: sealOf(parent.header).final }),
      }
    },

    weight: weightOf,

    facts: (state, ancestry) => poaFacts(state, ancestry, agree(ancestry, state).final),
  }
}

/**
 * The authorities after the final block, and those after each change since. Each counts the same, except that
 * the admin, if among them, counts half as much again, so that two halves are never equal.
 */
const agreementAfter = (ancestry: Ancestry, state: StateReader): Agreement =>
  agreementOf(ancestry, sealOf, ({ height }) => {
    const first = { ...authoritiesAt(state, height), from: height }
    const later = readSets(state).filter(({ from }) => from > height)
    return [first, ...later].map(set => ({ above: set.from, ...electorateOf(set) }))
  })

function electorateOf({ admin, authorities }: Authorities): Electorate {
  const weights = new Map(authorities.map(one => [bytesToHex(one), bytesEqual(one, admin) ? 3n : 2n]))
  return {
    weightOf: voter => weights.get(voter) ?? 0n,
    total: [...weights.values()].reduce((sum, weight) => sum + weight, 0n),
    voters: [...weights.keys()],
  }
}

function poaFacts(state: StateReader, ancestry: Ancestry, finalHeight: number): PoaFacts {
  const { admin, authorities } = readAuthorities(state)
  const { tip, final, signed } = waitingFor(ancestry, finalHeight)
  const electorate = electorateOf(authoritiesAt(state, final.header.height))
  const waiting = waitingFacts(signed, electorate, authorities.length)
  const lately = signed.slice(0, waiting.lately)
  return {
    type: 'poa',
    admin,
    authorities,
    next: authorityAt(authorities, tip.header.height + 1, 0),
    silent: lately.length === 0 ? [] : authorities.filter(one => !lately.includes(bytesToHex(one))),
    waiting,
  }
}

const claiming = (header: Header) => ({ height: header.height, claims: sealOf(header) })

/**
 * A block in turn weighs the most. Two blocks always outweigh one, so that a chain that continues is not
 * undone by one that waited for its turn.
 */
const weightOf = (header: Pick<Header, 'seal'>): bigint => BigInt(2 * MAX_AUTHORITIES - sealOf(header).offset)

/** Does the seal have its shape? */
function checkPoaSeal(seal: Seal): Result<void, Violation> {
  const read = readPoaSeal(seal)
  return read.ok ? ok(undefined) : read
}

function checkTime(header: Header, parent: Header, parameters: PoaParameters): Result<void, Violation> {
  const { offset } = sealOf(header)
  const earliest = earliestAfter(parent.timestamp, offset, parameters)
  if (header.timestamp >= earliest) return ok(undefined)
  return violation(
    'SEAL_TOO_EARLY',
    `block ${header.id} passes over ${offset} at ${header.timestamp}, which is valid from ${earliest} on`,
  )
}

/** Is it the producer's turn, as the seal claims? */
function checkTurn(header: Header, state: StateReader): Result<void, Violation> {
  const seal = readPoaSeal(header.seal)
  if (!seal.ok) return seal
  const { offset } = seal.value
  const { authorities } = readAuthorities(state)
  if (offset >= authorities.length) {
    return violation(
      'SEAL_AUTHORITY',
      `block ${header.id} passes over ${offset}, but there are ${authorities.length} authorities`,
    )
  }
  const turn = authorityAt(authorities, header.height, offset)
  if (bytesEqual(turn, header.producer)) return ok(undefined)
  return violation(
    'SEAL_AUTHORITY',
    `block ${header.id} is by ${bytesToHex(header.producer)}, but it was the turn of ${bytesToHex(turn)}`,
  )
}
