import type { Violation } from '#chain/rules.ts'

/**
 * The rule that a peer is blamed for when its block breaks `violation`. A transaction that does not apply is
 * not blamed by itself, because nodes see different tips; a block with one is wrong on any tip.
 */
export function blamedRule({ code, message }: Violation): Violation {
  return code.startsWith('TX_')
    ? { code: 'BLOCK_TRANSACTION', message: `${code}: ${message}` }
    : { code, message }
}
