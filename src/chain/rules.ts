import { err } from '#lib/result.ts'

/**
 * Every rule of the chain by its code. docs/protocol.md specifies each of them, and `network/verdicts.ts` the
 * cost of breaking it. A new rule is added here first; the code then does not compile until it has a verdict.
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
  'TX_FILE',
  'TX_GAS',
  'TX_SIGNATURE',
  'TX_OTHER_NETWORK',
  'TX_KIND_ELSEWHERE',
  'HEADER_SCHEMA',
  'HEADER_RULES_UNKNOWN',
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
  'HEADER_RULES_VERSION',
  'HEADER_TIMESTAMP_OLD',
  'HEADER_TIMESTAMP_FUTURE',
  'HEADER_BELOW_FINALITY',
  'SEAL_SCHEMA',
  'SEAL_TARGET',
  'SEAL_WORK',
  'SEAL_SIGNATURE',
  'SEAL_SLOT',
  'SEAL_PROOF',
  'SEAL_THRESHOLD',
  'SEAL_TOO_EARLY',
  'SEAL_TOO_FAR',
  // apply: the state
  'SEAL_STAKE',
  'SEAL_AUTHORITY',
  'SEAL_AGREEMENT',
  'TX_NONCE_OLD',
  'TX_NONCE_GAP',
  'TX_BALANCE',
  'BLOCK_OVERFLOW',
  'BLOCK_GAS',
  'BLOCK_RECEIPTS',
  'BLOCK_UNDO',
  'BLOCK_TRANSACTION',
  'BLOCK_STATE_ROOT',
  'BLOCK_RECEIPT_ROOT',
] as const

export type RuleCode = (typeof RULES)[number]

/** A broken rule: its code, and a message with the data that shows it. */
export interface Violation {
  readonly code: RuleCode
  readonly message: string
}

/** `violation('TX_BALANCE', 'why')`, the usual way to return a {@link Violation}. */
export const violation = (code: RuleCode, message: string) => err<Violation>({ code, message })

/**
 * Why a transaction in a block had no effect. Its fee is paid, and its receipt has the code. No rule of the
 * block is broken, so nobody is punished.
 */
export const FAILURES = [
  'OVERFLOW',
  'STAKE_TOO_SMALL',
  'STAKE_TOO_LARGE',
  'STAKE_NOT_HELD',
  'STAKE_UNSETTLED',
  'EVIDENCE_INVALID',
  'EVIDENCE_OLD',
  'EVIDENCE_KNOWN',
  'AUTHORITY_NOT_ADMIN',
  'AUTHORITY_KNOWN',
  'AUTHORITY_UNKNOWN',
  'AUTHORITY_LAST',
  'AUTHORITY_TOO_MANY',
  'AUTHORITY_UNSETTLED',
  'CONTRACT_UNKNOWN',
  'CODE_INVALID',
  'CODE_THREW',
  'CODE_TRAPPED',
  'OUT_OF_GAS',
  'OUT_OF_MEMORY',
  'STACK_OVERFLOW',
  'CHANGES_UNEXPECTED',
] as const

export type FailureCode = (typeof FAILURES)[number]

/** A failed transaction: its code, and a message with the data that shows it. */
export interface TransactionFailure {
  readonly code: FailureCode
  readonly message: string
  /** Gas that code used until it failed. */
  readonly gas?: bigint
  /** The message of the code itself, which the receipt keeps: the same on every node. */
  readonly codeMessage?: string
  /** The line of the code's source at which it failed. */
  readonly line?: number
}

/** `failure('STAKE_TOO_SMALL', 'why')`. */
export const failure = (code: FailureCode, message: string) => err<TransactionFailure>({ code, message })
