import type { ApiHandlers } from '#api/handlers.ts'
import { MAX_HEADER_BYTES, MAX_PROOF_BYTES } from '#chain/limits.ts'
import { verifyProof } from '#chain/proof.ts'
import { assert } from '#lib/assert.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { prove } from '#node/archive/prove.ts'
import type { Chain } from '#node/chain/chain.ts'
import { provenStatement } from '#node/screens/proven-statement.ts'
import type { HandlerContext } from './context.ts'

/** Proofs of what the chain says, for whoever trusts one header of it. */
export function proofHandlers({ node }: HandlerContext): Pick<ApiHandlers, 'chainProof' | 'chainCheck'> {
  const { chain, wallet } = node

  return {
    chainProof: async args => {
      const made = await prove(chain, wallet, args)
      if (!made.ok) return made
      const { header, proof } = made.value
      const shown = verifyProof(header.bytes, proof)
      assert(shown.ok, `a proof that was just made does not hold: ${shown.ok ? '' : shown.error}`)
      return ok({
        statement: provenStatement(shown.value),
        header: { id: header.id, height: header.height, bytes: bytesToHex(header.bytes) },
        proof: bytesToHex(proof),
      })
    },

    chainCheck: async args => {
      const proof = readHex(args.proof, 'proof', MAX_PROOF_BYTES)
      if (!proof.ok) return proof
      const header = await readHeader(chain, args.header)
      if (!header.ok) return header
      const shown = verifyProof(header.value, proof.value)
      return ok(
        shown.ok
          ? { holds: true, statement: provenStatement(shown.value) }
          : { holds: false, reason: shown.error },
      )
    },
  }
}

/** The header's bytes, themselves or by its id. */
async function readHeader({ store }: Chain, text: string): Promise<Result<Uint8Array, Failure>> {
  const id = text.trim().toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(id)) return readHex(text, 'header', MAX_HEADER_BYTES)
  const block = await store.block(id)
  if (block?.main === 1) return ok(block.header)
  if (block) {
    return fail(
      'BLOCK_FORK',
      `header: block ${id} is on a fork here, so that it shows nothing; name one of the main chain`,
    )
  }
  return fail('BLOCK_UNKNOWN', `header: no block ${id} is known here; give its header’s bytes instead`)
}

function readHex(text: string, field: string, maxBytes: number): Result<Uint8Array, Failure> {
  const digits = text.trim().toLowerCase()
  if (!/^(?:[0-9a-f]{2})+$/.test(digits)) {
    return fail('BAD_HEX', `${field}: expected hexadecimal digits, two for each byte; copy it again`)
  }
  if (digits.length > 2 * maxBytes) {
    return fail('BAD_HEX', `${field}: ${digits.length / 2} bytes, it never has more than ${maxBytes}`)
  }
  return ok(hexToBytes(digits))
}
