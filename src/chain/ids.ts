import { lowerAscii } from '#lib/ascii-case.ts'
import type { Brand } from '#lib/brand.ts'
import type { Failure } from '#lib/result.ts'
import { fail, ok, type Result } from '#lib/result.ts'

/** A SHA-256 digest in memory: 64 lower-case hex digits. 32 bytes on the wire. */
export type Hash = Brand<string, 'Hash'>

/** SHA-256 of a block's header bytes. */
export type BlockId = Hash & Brand<string, 'BlockId'>
/** SHA-256 of a signed transaction's bytes. */
export type TxId = Hash & Brand<string, 'TxId'>
/** SHA-256 of the encoded genesis parameters. */
export type NetworkId = Hash & Brand<string, 'NetworkId'>
/** Root of the sparse Merkle tree over the entries of the state. */
export type StateRoot = Hash & Brand<string, 'StateRoot'>
/** Root of an RFC 6962 Merkle tree (transactions, receipts, files). */
export type MerkleRoot = Hash & Brand<string, 'MerkleRoot'>
/** Number of blocks below this one; genesis is 0. */
export type Height = Brand<number, 'Height'>

const HASH = /^[0-9a-f]{64}$/

/** Parses any of the hash-like ids above: `parseHash<BlockId>(text, 'block id')`. */
export function parseHash<Id extends Hash>(text: string, what: string): Result<Id, Failure<'HASH_BAD'>> {
  const lower = lowerAscii(text.trim())
  if (!HASH.test(lower))
    return fail('HASH_BAD', `${what}: expected 64 hexadecimal digits, got ${text.length} characters`)
  return ok(lower as Id)
}
