import { err } from '../lib/result.ts'

/**
 * Every rule of the chain by its code. docs/protocol.md says what each means; `network/verdicts.ts` says what breaking it costs.
 * A rule is added here first, and then does not compile until it has a verdict.
 */
export const RULES = [
  // sanity: the bytes alone
  'ENCODING_TOO_LARGE',
  'ENCODING_TOO_DEEP',
  'ENCODING_MALFORMED',
  'ENCODING_NOT_CANONICAL',
  'TX_SCHEMA',
  'TX_VERSION_UNKNOWN',
  'TX_KIND_UNKNOWN',
  'TX_AMOUNT_ZERO',
  'TX_SIGNATURE',
  'TX_OTHER_NETWORK',
  'HEADER_SCHEMA',
  'HEADER_VERSION_UNKNOWN',
  'HEADER_OTHER_NETWORK',
  'BLOCK_SCHEMA',
  'BLOCK_TOO_LARGE',
  'BLOCK_TOO_MANY_TRANSACTIONS',
  'BLOCK_TX_ROOT',
  'BLOCK_FILE_ROOT',
  'BLOCK_DUPLICATE_TX',
  // context: the ancestors
  'HEADER_PARENT_UNKNOWN',
  'HEADER_ON_INVALID',
  'HEADER_HEIGHT',
  'HEADER_TIMESTAMP_OLD',
  'HEADER_TIMESTAMP_FUTURE',
  'HEADER_BELOW_FINALITY',
  'SEAL_SCHEMA',
  'SEAL_TARGET',
  'SEAL_WORK',
  // apply: the state
  'TX_NONCE_OLD',
  'TX_NONCE_GAP',
  'TX_BALANCE',
  'TX_OVERFLOW',
  'BLOCK_OVERFLOW',
  'BLOCK_TRANSACTION',
  'BLOCK_STATE_ROOT',
  'BLOCK_RECEIPT_ROOT',
] as const

export type RuleCode = (typeof RULES)[number]

/** A broken rule: which, and in words with the data that shows it. */
export interface Violation {
  readonly code: RuleCode
  readonly message: string
}

/** `violation('TX_BALANCE', 'what is wrong')`, the usual way to return a {@link Violation}. */
export const violation = (code: RuleCode, message: string) => err<Violation>({ code, message })
