import type { FailureCode, RuleCode } from '#chain/rules.ts'
import type { CALL_ERRORS } from './calls.ts'
import type { EVERY_CALL_ERRORS } from './every-call.ts'
import type { NETWORK_ERRORS } from './network.ts'

/**
 * Every stable code of the app: those of its own, and those of the chain's rules, which docs/protocol.md
 * explains.
 */
export type ErrorCode =
  | keyof typeof EVERY_CALL_ERRORS
  | keyof typeof CALL_ERRORS
  | keyof typeof NETWORK_ERRORS
  | RuleCode
  | FailureCode
