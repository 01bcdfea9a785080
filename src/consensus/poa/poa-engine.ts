import type { Header } from '../../chain/block/header.ts'
import { sealingBytes, withLastSealField } from '../../chain/block/header-codec.ts'
import type { GenesisParameters, PoaParameters } from '../../chain/genesis/genesis.ts'
import { MAX_AUTHORITIES } from '../../chain/limits.ts'
import { type Violation, violation } from '../../chain/rules.ts'
import type { StateReader } from '../../chain/state/state-draft.ts'
import { assert } from '../../lib/assert.ts'
import { bytesEqual, bytesToHex } from '../../lib/bytes.ts'
import { checkAll, ok, type Result } from '../../lib/result.ts'
import type { Engine } from '../engine.ts'
import { checkSealSignature } from '../seal-signature.ts'
import { withoutStakes } from '../without-stakes.ts'
import { applyAuthority } from './apply-authority.ts'
import { readAuthorities, writeAuthorities } from './authorities.ts'
import { checkPoaSeal, NO_SIGNATURE, offsetOf, poaSeal, readOffset } from './poa-seal.ts'
import { prepareTurn } from './prepare-turn.ts'
import { authorityAt, earliestAfter } from './turns.ts'

/**
 * Proof of authority: those whom the admin named take turns, and who stays silent is passed over after a timeout, in order. A block says
 * how many were passed over, and weighs the less the more they are.
 */
export function createPoaEngine(_genesis: GenesisParameters, parameters: PoaParameters): Engine {
  const { admin, authorities } = parameters
  return {
    ...withoutStakes(),
    type: 'poa',
    sealsBySearch: false,
    sealFields: ['offset', 'signature'],

    found: draft => writeAuthorities(draft, { admin, authorities }),
    effects: { authority: applyAuthority },

    genesisSeal: () => poaSeal(0, NO_SIGNATURE),
    genesisRecord: header => ({ totalWeight: weightOf(header), engine: null }),

    prepare: async request => prepareTurn(request, parameters),

    async seal(draft, key) {
      assert(bytesEqual(draft.producer, key.address), 'a header is sealed with its own producer’s key')
      return withLastSealField(draft, await key.sign(sealingBytes(draft)))
    },

    verify: (header, parent) =>
      checkAll(
        () => checkPoaSeal(header.seal),
        () => checkTime(header, parent.header, parameters),
        () => checkSealSignature(header),
      ),

    authorise: checkTurn,

    follow: (header, parent) => ({ totalWeight: parent.totalWeight + weightOf(header), engine: null }),

    weight: weightOf,

    facts(state, { header }) {
      const { admin, authorities } = readAuthorities(state)
      return { type: 'poa', admin, authorities, next: authorityAt(authorities, header.height + 1, 0) }
    },
  }
}

/** In turn the most. Two blocks always outweigh one, so that a chain that goes on is not undone by one that waited for its turn. */
const weightOf = (header: Pick<Header, 'seal'>): bigint => BigInt(2 * MAX_AUTHORITIES - offsetOf(header))

function checkTime(header: Header, parent: Header, parameters: PoaParameters): Result<void, Violation> {
  const offset = offsetOf(header)
  const earliest = earliestAfter(parent.timestamp, offset, parameters)
  if (header.timestamp >= earliest) return ok(undefined)
  return violation(
    'SEAL_TOO_EARLY',
    `block ${header.id} passes over ${offset} at ${header.timestamp}, which it may from ${earliest} on`,
  )
}

/** Is the producer the one whose turn the seal says it is? */
function checkTurn(header: Header, state: StateReader): Result<void, Violation> {
  const offset = readOffset(header.seal)
  if (!offset.ok) return offset

  const { authorities } = readAuthorities(state)
  if (offset.value >= authorities.length) {
    return violation(
      'SEAL_AUTHORITY',
      `block ${header.id} passes over ${offset.value}, there are ${authorities.length} authorities`,
    )
  }
  const turn = authorityAt(authorities, header.height, offset.value)
  if (bytesEqual(turn, header.producer)) return ok(undefined)
  return violation(
    'SEAL_AUTHORITY',
    `block ${header.id} is by ${bytesToHex(header.producer)}, it was the turn of ${bytesToHex(turn)}`,
  )
}
