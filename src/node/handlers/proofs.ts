import type { CallHandlers } from '#api/handlers.ts'
import { verifyProof } from '#chain/proof.ts'
import { assert } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { prove } from '#node/archive/prove.ts'
import type { Chain } from '#node/chain/chain.ts'
import { provenStatement } from '#node/screens/proven-statement.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for proofs of the chain's content, for whoever trusts one of its headers. */
export function proofHandlers({ node }: HandlerContext) {
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
      const header = await headerBytes(chain, args.header)
      if (!header.ok) return header
      const shown = verifyProof(header.value, args.proof)
      return ok(
        shown.ok
          ? { holds: true, statement: provenStatement(shown.value) }
          : { holds: false, reason: shown.error },
      )
    },
  } satisfies Partial<CallHandlers>
}

/** The header's bytes, given directly or by its id, which is shorter than any header. */
async function headerBytes({ store }: Chain, headerOrId: Uint8Array): Promise<Result<Uint8Array, Failure>> {
  if (headerOrId.length !== ID_BYTES) return ok(headerOrId)
  const id = bytesToHex(headerOrId)
  const block = await store.block(id)
  if (block?.main === 1) return ok(block.header)
  if (block) {
    return fail(
      'BLOCK_FORK',
      `header: block ${id} is on a fork here, so it proves nothing; name one of the main chain`,
    )
  }
  return fail('BLOCK_UNKNOWN', `header: no block ${id} is known here; give its header’s bytes instead`)
}

const ID_BYTES = 32
