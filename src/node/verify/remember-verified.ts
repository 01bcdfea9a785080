import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import type { BatchVerifier, SignedMessage } from '#chain/signature.ts'
import { concatBytes } from '#lib/bytes.ts'
import { VERIFIED_SIGNATURES } from './limits.ts'

/**
 * Avoids checking a signature twice: a transaction arrives by gossip, in its block, and after a reorg. It
 * keeps the latest {@link VERIFIED_SIGNATURES} valid ones by the hash of message, key and signature, and
 * checks the others as one batch.
 */
export function rememberVerified(verify: BatchVerifier): BatchVerifier {
  const good = new Set<Hash>()

  const remember = (name: Hash) => {
    good.add(name)
    const [oldest] = good
    if (good.size > VERIFIED_SIGNATURES && oldest !== undefined) good.delete(oldest)
  }

  return async items => {
    const named = items.map(item => ({ item, name: nameOf(item) }))
    const unknown = named.filter(({ name }) => !good.has(name))
    const verdicts = await verify(unknown.map(({ item }) => item))

    const found = new Map(unknown.map(({ name }, i) => [name, verdicts[i] === true]))
    for (const [name, isGood] of found) if (isGood) remember(name)
    return named.map(({ name }) => found.get(name) ?? true)
  }
}

const nameOf = ({ publicKey, message, signature }: SignedMessage): Hash =>
  hashOf<Hash>(concatBytes(publicKey, signature, message))
