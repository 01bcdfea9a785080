import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { decode } from '../codec.ts'
import {
  MAX_ACTIVATIONS,
  MAX_ALLOCATIONS,
  MAX_ENCODED_DEPTH,
  MAX_GENESIS_BYTES,
  MAX_NAME_BYTES,
} from '../limits.ts'
import { address, amount, list, safeInteger, text, timestamp, tuple, unsigned } from '../schema.ts'
import { readConsensus } from './consensus-formats.ts'
import { GENESIS_VERSION } from './encode-genesis.ts'
import type { GenesisParameters } from './genesis.ts'

const genesisTuple = tuple({
  version: safeInteger,
  name: text(MAX_NAME_BYTES),
  symbol: text(MAX_NAME_BYTES),
  timestamp,
  consensus: readConsensus,
  emission: tuple({ reward: amount, halvingInterval: safeInteger }),
  limits: tuple({
    blockBytes: safeInteger,
    blockTransactions: safeInteger,
    blockGas: unsigned,
    finalityDepth: safeInteger,
    futureMs: safeInteger,
  }),
  activations: list(tuple({ version: safeInteger, height: safeInteger }), MAX_ACTIVATIONS),
  allocations: list(tuple({ address, amount }), MAX_ALLOCATIONS),
})

/**
 * Decodes the parameters in an invite or a database. {@link checkGenesis} checks whether they are valid
 * together.
 */
export function decodeGenesis(bytes: Uint8Array): Result<GenesisParameters, Failure<'GENESIS_BAD'>> {
  const bad = (problem: string) => fail('GENESIS_BAD', `network parameters: ${problem}`)

  const decoded = decode(bytes, { maxBytes: MAX_GENESIS_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return bad(`${decoded.error.message}; ask for the invite again`)

  const version = Array.isArray(decoded.value) ? decoded.value[0] : undefined
  if (typeof version === 'bigint' && version > BigInt(GENESIS_VERSION)) {
    return bad(
      `version ${version} is newer than this app knows (${GENESIS_VERSION}); reload the page to update it`,
    )
  }
  if (typeof version === 'bigint' && version < BigInt(GENESIS_VERSION)) {
    return bad(
      `version ${version} is of networks with older rules, which this app does not run; create a new network`,
    )
  }

  const read = genesisTuple(decoded.value)
  if (!read.ok) return bad(read.error)
  const allocations = read.value.allocations.map(item => [item.address, item.amount] as const)
  return ok({ ...read.value, allocations })
}
