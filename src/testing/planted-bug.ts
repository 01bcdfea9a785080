import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { SignatureVerifier } from '#chain/signature.ts'
import { assert } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'

/** A bug as a stranger would find one: an assertion deep inside judging that fails on some input only. */
export const PLANTED = 'a planted assertion'

/** A runtime in which calls of one method end in a failed assertion. */
export const withBuggyMethod = (runtime: ContractRuntime, method: string): ContractRuntime => ({
  ...runtime,
  call(call, host) {
    assert(call.method !== method, PLANTED)
    return runtime.call(call, host)
  },
})

/** A verifier in which signatures of one key end in a failed assertion. */
export const withBuggySigner =
  (verify: SignatureVerifier, signer: Uint8Array): SignatureVerifier =>
  (publicKey, message, signature) => {
    assert(!bytesEqual(publicKey, signer), PLANTED)
    return verify(publicKey, message, signature)
  }
