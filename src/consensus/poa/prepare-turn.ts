import { formatAddress } from '../../chain/address.ts'
import type { PoaParameters } from '../../chain/genesis/genesis.ts'
import type { UnixMs } from '../../lib/clock.ts'
import type { Preparation, ProductionRequest, SealingKey } from '../engine.ts'
import { readAuthorities } from './authorities.ts'
import { NO_SIGNATURE, poaSeal } from './poa-seal.ts'
import { authorityAt, earliestAfter, offsetAt } from './turns.ts'

interface Turn {
  readonly key: SealingKey
  readonly offset: number
}

/**
 * The first turn that one of the node's own keys has. Who passes over others waits for the timeout since there is something to do, not only
 * since the parent: after an idle hour nobody has been silent yet.
 */
export function prepareTurn(request: ProductionRequest, parameters: PoaParameters): Preparation {
  const { parent, state, keys, now, earliest } = request
  const { authorities } = readAuthorities(state)
  const height = parent.header.height + 1

  const turn = firstTurn(keys, key => offsetAt(authorities, height, key.address))
  if (turn === undefined) return { status: 'wait', reason: 'none of your addresses is an authority' }

  const from = startOf(turn.offset, request, parameters)
  if (now >= from) {
    const timestamp = Math.max(now, earliest) as UnixMs
    return { status: 'ready', key: turn.key, timestamp, seal: poaSeal(turn.offset, NO_SIGNATURE) }
  }

  const reason =
    turn.offset === 0
      ? 'it is your turn, but blocks keep their distance'
      : `it is the turn of ${formatAddress(authorityAt(authorities, height, 0))}; yours comes if it stays silent`
  return { status: 'wait', waitUntil: from, reason }
}

/** Of the own authorities, the one that passes over the fewest. */
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

/** From when on a turn is taken: never before its timestamp is valid. */
function startOf(
  offset: number,
  { parent, wantedSince }: ProductionRequest,
  parameters: PoaParameters,
): UnixMs {
  const valid = earliestAfter(parent.header.timestamp, offset, parameters)
  if (offset === 0) return valid
  return Math.max(valid, wantedSince + offset * parameters.timeoutMs) as UnixMs
}
