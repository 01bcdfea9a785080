import { type Address, formatAddress } from '#chain/address.ts'
import { MAX_AUTHORITIES } from '#chain/limits.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { readAddress } from './balances.ts'
import { type ConsensusFounding, type FoundingFailure, refused } from './founding.ts'

/** The timeout is at least this much longer than the allowance for clocks. */
const BEYOND_CLOCKS_MS = 1_000

/** Proof of authority from a request: the founder is the admin and has the first turn. */
export const poaFounding: ConsensusFounding<'poa'> = {
  title: 'proof of authority',
  fields: ['timeoutMs', 'authorities'],

  found({ request, defaults, limits, founder }) {
    const authorities = readAuthorities(request.authorities ?? [], founder)
    if (!authorities.ok) return authorities

    return ok({
      type: 'poa',
      spacingMs: request.spacingMs ?? defaults.spacingMs,
      timeoutMs: request.timeoutMs ?? Math.max(defaults.timeoutMs, limits.futureMs + BEYOND_CLOCKS_MS),
      emptyBlocks: request.emptyBlocks ?? defaults.emptyBlocks,
      admin: founder,
      authorities: authorities.value,
    })
  },

  describe: ({ admin, authorities, ...rest }) => ({
    ...rest,
    admin: formatAddress(admin),
    authorities: authorities.map(formatAddress),
  }),
}

function readAuthorities(
  texts: readonly string[],
  founder: Address,
): Result<readonly Address[], FoundingFailure> {
  if (texts.length >= MAX_AUTHORITIES) {
    return refused(
      `authorities: with the founder they are ${texts.length + 1}; name at most ${MAX_AUTHORITIES - 1}`,
    )
  }
  const authorities = [founder]
  for (const [i, text] of texts.entries()) {
    const address = readAddress(text, `authorities: ${i + 1}`)
    if (!address.ok) return address
    const twice = authorities.findIndex(known => bytesEqual(known, address.value))
    if (twice === 0) {
      return refused(`authorities: ${i + 1} is the founder, who has the first turn anyway; leave it out`)
    }
    if (twice > 0) return refused(`authorities: ${i + 1} is the same as ${twice}; name each once`)
    authorities.push(address.value)
  }
  return ok(authorities)
}
