import type { Violation } from '#chain/rules.ts'

/**
 * The rule that a peer answers for when a block of its breaks `violation`. A transaction that does not apply
 * costs nothing by itself, because nodes see different tips; a block that holds one is wrong on any tip.
 */
export function blamedRule({ code, message }: Violation): Violation {
  return code.startsWith('TX_')
    ? { code: 'BLOCK_TRANSACTION', message: `${code}: ${message}` }
    : { code, message }
}
