import type { BatchVerifier, SignedMessage } from '#chain/signature.ts'

/**
 * A request of `spread-verify.ts` to a helper: the items in one transferred buffer, because cloning many
 * objects is slow.
 */
export interface VerifyRequest {
  readonly id: number
  readonly packed: Uint8Array<ArrayBuffer>
}

/** A helper's answer: the verdicts on a request, in order. */
export interface VerifyAnswer {
  readonly id: number
  readonly verdicts: readonly boolean[]
}

/** The pool's end of a helper: a real worker (`spawn-verify-worker.ts`), or in tests one on this thread. */
export interface VerifyPort {
  post(request: VerifyRequest): void
  listen(listener: { answer(answer: VerifyAnswer): void; died(): void }): void
  terminate(): void
}

/** A helper without its thread. */
export const answerWith =
  (verify: BatchVerifier) =>
  async ({ id, packed }: VerifyRequest): Promise<VerifyAnswer> => ({
    id,
    verdicts: await verify(unpackSigned(packed)),
  })

/** The head of each item: the lengths of its three fields, 32 bits each. */
const HEAD_BYTES = 12

/** Packs items one after the other into a new buffer, whatever the lengths of their fields. */
export function packSigned(items: readonly SignedMessage[]): Uint8Array<ArrayBuffer> {
  const fields = items.map(({ publicKey, signature, message }) => [publicKey, signature, message] as const)
  const sizeBytes = fields.flat().reduce((sum, field) => sum + field.length, HEAD_BYTES * items.length)
  const packed = new Uint8Array(sizeBytes)
  const view = new DataView(packed.buffer)

  let offset = 0
  for (const item of fields) {
    item.forEach((field, i) => {
      view.setUint32(offset + 4 * i, field.length)
    })
    offset += HEAD_BYTES
    for (const field of item) {
      packed.set(field, offset)
      offset += field.length
    }
  }
  return packed
}

/** Unpacks items as views of the buffer. */
export function unpackSigned(packed: Uint8Array<ArrayBuffer>): SignedMessage[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const items: SignedMessage[] = []
  for (let offset = 0; offset < packed.length; ) {
    const key = offset + HEAD_BYTES
    const signature = key + view.getUint32(offset)
    const message = signature + view.getUint32(offset + 4)
    const end = message + view.getUint32(offset + 8)
    items.push({
      publicKey: packed.subarray(key, signature),
      signature: packed.subarray(signature, message),
      message: packed.subarray(message, end),
    })
    offset = end
  }
  return items
}
