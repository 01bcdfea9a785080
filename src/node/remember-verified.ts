import { hashOf } from '../chain/hash.ts'
import type { Hash } from '../chain/ids.ts'
import type { SignatureVerifier } from '../chain/signature.ts'
import { concatBytes } from '../lib/bytes.ts'
import { VERIFIED_SIGNATURES } from './limits.ts'

/**
 * Does not check the same signature twice: a transaction is met in gossip, again in its block, and again after a reorganisation. It keeps the
 * latest {@link VERIFIED_SIGNATURES} that were good, by the hash of all that was checked.
 */
export function rememberVerified(verify: SignatureVerifier): SignatureVerifier {
  const good = new Set<Hash>()

  return async (publicKey, message, signature) => {
    const name = hashOf<Hash>(concatBytes(publicKey, signature, message))
    if (good.has(name)) return true
    if (!(await verify(publicKey, message, signature))) return false

    good.add(name)
    const [oldest] = good
    if (good.size > VERIFIED_SIGNATURES && oldest !== undefined) good.delete(oldest)
    return true
  }
}
