import type { ContractRuntime } from '../chain/apply/contract-runtime.ts'
import type { SignatureVerifier } from '../chain/signature.ts'
import { assert } from '../lib/assert.ts'
import { bytesEqual } from '../lib/bytes.ts'

/** A bug as a stranger would find one: an assertion in the depth of judging that holds for everybody else's input. */
export const PLANTED = 'a planted assertion'

/** A runtime in which calls of one method end in a failed assertion, while `isHere` says so. */
export const withBuggyMethod = (
  runtime: ContractRuntime,
  method: string,
  isHere: () => boolean = () => true,
): ContractRuntime => ({
  ...runtime,
  call(call, host) {
    assert(call.method !== method || !isHere(), PLANTED)
    return runtime.call(call, host)
  },
})

/** A verifier in which signatures of one key end in a failed assertion. */
export const withBuggySigner =
  (verify: SignatureVerifier, publicKey: Uint8Array): SignatureVerifier =>
  signed => {
    assert(!bytesEqual(signed.publicKey, publicKey), PLANTED)
    return verify(signed)
  }
