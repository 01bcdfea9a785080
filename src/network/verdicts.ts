import type { RuleCode } from '#chain/rules.ts'
import type { WireRule } from './network.ts'

/**
 * The penalty of the peer for each broken rule. `invalid`: the data is dropped and not relayed. `unchecked`:
 * an honest peer with another tip or clock can send it; it is not relayed and costs nothing. A penalty is
 * taken from the peer's score, see `scoring.ts`: 50 close the link, 100 ban.
 */
export interface Cost {
  readonly verdict: 'invalid' | 'unchecked'
  readonly penalty: number
}

const HONEST: Cost = { verdict: 'unchecked', penalty: 0 }
/** Not certainly the peer's fault, but not worth relaying. */
const HARMLESS: Cost = { verdict: 'invalid', penalty: 0 }
/** Careless or unlucky; only many of these close the link. */
const SLOPPY: Cost = { verdict: 'invalid', penalty: 5 }
/** Broken software; an honest node checks this before it sends. */
const BROKEN: Cost = { verdict: 'invalid', penalty: 20 }
/** Only an attacker or a node that checks nothing sends this. */
const HOSTILE: Cost = { verdict: 'invalid', penalty: 50 }
/** Cheap to produce and expensive to check. */
const FORGED: Cost = { verdict: 'invalid', penalty: 100 }

/** A new rule without a verdict does not compile. */
export const VERDICTS = {
  ENCODING_TOO_LARGE: BROKEN,
  ENCODING_TOO_DEEP: BROKEN,
  ENCODING_MALFORMED: BROKEN,
  ENCODING_NOT_CANONICAL: BROKEN,

  TX_SCHEMA: BROKEN,
  TX_VERSION_UNKNOWN: SLOPPY,
  TX_KIND_UNKNOWN: SLOPPY,
  TX_AMOUNT_ZERO: BROKEN,
  TX_FILE: BROKEN,
  TX_GAS: BROKEN,
  TX_SIGNATURE: HOSTILE,
  TX_OTHER_NETWORK: BROKEN,
  TX_KIND_ELSEWHERE: BROKEN,
  HEADER_SCHEMA: BROKEN,
  // a network may have rules that this software is too old for
  HEADER_RULES_UNKNOWN: HONEST,
  HEADER_OTHER_NETWORK: BROKEN,
  BLOCK_SCHEMA: BROKEN,
  BLOCK_TOO_LARGE: HOSTILE,
  BLOCK_TOO_MANY_TRANSACTIONS: HOSTILE,
  BLOCK_TX_ROOT: HOSTILE,
  BLOCK_FILE_ROOT: HOSTILE,
  BLOCK_DUPLICATE_TX: HOSTILE,

  HEADER_PARENT_UNKNOWN: HONEST,
  HEADER_ON_INVALID: HOSTILE,
  HEADER_HEIGHT: HOSTILE,
  HEADER_RULES_VERSION: HOSTILE,
  HEADER_TIMESTAMP_OLD: HOSTILE,
  HEADER_TIMESTAMP_FUTURE: HONEST,
  HEADER_BELOW_FINALITY: HONEST,
  SEAL_SCHEMA: HOSTILE,
  SEAL_TARGET: HOSTILE,
  SEAL_WORK: FORGED,
  SEAL_SIGNATURE: FORGED,
  SEAL_SLOT: HOSTILE,
  SEAL_PROOF: FORGED,
  SEAL_THRESHOLD: FORGED,
  SEAL_TOO_EARLY: HOSTILE,
  SEAL_TOO_FAR: HOSTILE,

  // These concern the state after a parent that the peer itself named.
  SEAL_STAKE: FORGED,
  SEAL_AUTHORITY: FORGED,
  SEAL_AGREEMENT: FORGED,

  // These depend on the state: a transaction that was right on the peer's tip can be wrong on ours.
  TX_NONCE_OLD: HONEST,
  TX_NONCE_GAP: HONEST,
  TX_BALANCE: HONEST,
  BLOCK_OVERFLOW: FORGED,
  BLOCK_GAS: FORGED,
  BLOCK_RECEIPTS: FORGED,
  BLOCK_UNDO: FORGED,
  BLOCK_TRANSACTION: FORGED,
  BLOCK_STATE_ROOT: FORGED,
  BLOCK_RECEIPT_ROOT: FORGED,

  WIRE_MALFORMED: BROKEN,
  WIRE_TOO_LARGE: BROKEN,
  WIRE_OTHER_NETWORK: HARMLESS,
  WIRE_VERSION: HARMLESS,
  WIRE_UNREQUESTED: BROKEN,
  WIRE_FLOOD: SLOPPY,
} as const satisfies Record<RuleCode | WireRule, Cost>
