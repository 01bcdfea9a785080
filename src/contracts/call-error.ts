import { err, type Failure } from '#lib/result.ts'
import { MAX_MESSAGE_LENGTH } from './limits.ts'

/** Why a call failed; all reasons follow from code, arguments and state alone. */
export type CallErrorCode = 'THROWN' | 'OUT_OF_GAS' | 'OUT_OF_MEMORY' | 'STACK_OVERFLOW' | 'TRAP'

export interface CallError extends Failure<CallErrorCode> {
  /** The line of the contract's source, from 1; 0 where none is known. */
  readonly line: number
}

const MESSAGES = {
  OUT_OF_GAS: 'out of gas; raise the gas limit or do less in one call',
  OUT_OF_MEMORY: 'out of memory; keep less in memory at a time',
  STACK_OVERFLOW: 'function calls are nested too deep; use a loop',
  TRAP: 'the engine stopped the code',
} as const

/** A failure without words of the contract's own. */
export const failed = (code: Exclude<CallErrorCode, 'THROWN'>) =>
  err({ code, message: MESSAGES[code], line: 0 })

/** A message that can be written back and kept, whatever its origin. */
export const keptMessage = (text: string): string => text.slice(0, MAX_MESSAGE_LENGTH).toWellFormed()
