import { formatAddress } from '#chain/address.ts'
import type { PoaParameters } from '#chain/genesis/genesis.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { Preparation, ProductionRequest, SealingKey } from '../engine.ts'
import { type Agreement, SIGNED_MORE } from '../finality/claims.ts'
import { NO_SIGNATURE } from '../finality/no-signature.ts'
import { readAuthorities } from './authorities.ts'
import { poaSeal } from './poa-seal.ts'
import { authorityAt, earliestAfter, offsetAt } from './turns.ts'

interface Turn {
  readonly key: SealingKey
  readonly offset: number
}

/**
 * The first turn that one of the node's own keys has. A producer that passes over others counts the timeout
 * from the time when there was something to do, not only from the parent: after an idle hour nobody has been
 * silent yet.
 */
export async function prepareTurn(
  request: ProductionRequest,
  agreement: Agreement,
  parameters: PoaParameters,
): Promise<Preparation> {
  const { parent, state, keys, now, earliest, sinceOf } = request
  const { authorities } = readAuthorities(state)
  const height = parent.header.height + 1

  const turn = firstTurn(keys, key => offsetAt(authorities, height, key.address))
  if (turn === undefined) return { status: 'wait', reason: 'none of your addresses is an authority' }

  const { key, offset } = turn
  const from = startOf(offset, request, parameters)
  if (now < from) {
    const inTurn = formatAddress(authorityAt(authorities, height, 0))
    const reason =
      offset === 0
        ? 'it is your turn, as soon as enough time has passed since the last block'
        : `it is the turn of ${inTurn}; you are next if it stays silent`
    return { status: 'wait', waitUntil: from, reason }
  }

  const since = await sinceOf(key.address, agreement.justified)
  if (since === undefined) return { status: 'wait', reason: SIGNED_MORE }
  const seal = poaSeal({ offset, since, ...agreement, signature: NO_SIGNATURE })
  return { status: 'ready', key, timestamp: Math.max(now, earliest) as UnixMs, seal }
}

/** The own authority that passes over the fewest others. */
function firstTurn(
  keys: readonly SealingKey[],
  offsetOf: (key: SealingKey) => number | undefined,
): Turn | undefined {
  const turns = keys.flatMap(key => {
    const offset = offsetOf(key)
    return offset === undefined ? [] : [{ key, offset }]
  })
  return turns.toSorted((a, b) => a.offset - b.offset)[0]
}

/** The time from which the turn is taken, never before its timestamp is valid. */
function startOf(
  offset: number,
  { parent, wantedSince }: ProductionRequest,
  parameters: PoaParameters,
): UnixMs {
  const valid = earliestAfter(parent.header.timestamp, offset, parameters)
  if (offset === 0) return valid
  return Math.max(valid, wantedSince + offset * parameters.timeoutMs) as UnixMs
}
