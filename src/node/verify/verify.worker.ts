import { batchOf, createSignatureVerifier } from '#chain/signature.ts'
import { createNativeVerify } from './native-verify.ts'
import { answerWith, type VerifyRequest } from './verify-messages.ts'

/** A helper's thread: the same verifier as the node's. It uses only the messages of `verify-messages.ts`. */
const answer = answerWith(batchOf(createSignatureVerifier(createNativeVerify(crypto.subtle))))

globalThis.onmessage = async (event: MessageEvent<VerifyRequest>) =>
  globalThis.postMessage(await answer(event.data))
