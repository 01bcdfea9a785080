import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { INVISIBLE, OUTER_SPACE } from '../invisible.ts'
import { GENESIS_BOUNDS, MAX_ACTIVATIONS, MAX_ALLOCATIONS, MAX_NAME_BYTES } from '../limits.ts'
import { balancesProblem, outOfBounds } from './bounds.ts'
import { formatOf } from './consensus-formats.ts'
import { GENESIS_VERSION } from './encode-genesis.ts'
import type { GenesisParameters } from './genesis.ts'
import { FIRST_RULES } from './rules-version.ts'

/** The last millisecond that JavaScript's dates reach. */
const MAX_TIMESTAMP = 8_640_000_000_000_000

/**
 * Are these parameters valid together? For the founder of a network and for whoever is invited to it. The
 * message names the first field that is not valid, the reason and the remedy.
 */
export function checkGenesis(params: GenesisParameters): Result<void, Failure<'GENESIS_BAD'>> {
  const problem =
    outOfBounds('version', params.version, [GENESIS_VERSION, GENESIS_VERSION]) ??
    nameProblem(params.name) ??
    symbolProblem(params.symbol) ??
    outOfBounds<number>('timestamp', params.timestamp, [0, MAX_TIMESTAMP]) ??
    limitsProblem(params) ??
    emissionProblem(params) ??
    activationsProblem(params) ??
    allocationsProblem(params) ??
    formatOf(params.consensus).problem(params.consensus, params)
  return problem === undefined ? ok(undefined) : fail('GENESIS_BAD', `network parameters: ${problem}`)
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'name: it is empty; give the network a name'
  if (!name.isWellFormed()) return 'name: it contains half of a character (a lone surrogate); remove it'
  if (OUTER_SPACE.test(name)) return 'name: it begins or ends with a space; remove the space'
  if (INVISIBLE.test(name)) {
    return 'name: it contains invisible characters; use plain letters'
  }
  const size = utf8FromText(name).length
  return size <= MAX_NAME_BYTES
    ? undefined
    : `name: it has ${size} bytes; at most ${MAX_NAME_BYTES} are allowed`
}

function symbolProblem(symbol: string): string | undefined {
  if (/^[A-Z][A-Z0-9]{0,7}$/.test(symbol)) return undefined
  return 'symbol: write 1 to 8 capital letters and digits, a letter first, such as TAB'
}

function limitsProblem({ limits }: GenesisParameters): string | undefined {
  return (
    outOfBounds('blockBytes', limits.blockBytes, GENESIS_BOUNDS.blockBytes) ??
    outOfBounds('blockTransactions', limits.blockTransactions, GENESIS_BOUNDS.blockTransactions) ??
    outOfBounds<bigint>('blockGas', limits.blockGas, GENESIS_BOUNDS.blockGas) ??
    outOfBounds('finalityDepth', limits.finalityDepth, GENESIS_BOUNDS.finalityDepth) ??
    outOfBounds('futureMs', limits.futureMs, GENESIS_BOUNDS.futureMs)
  )
}

function emissionProblem({ emission }: GenesisParameters): string | undefined {
  return (
    outOfBounds<bigint>('reward', emission.reward, GENESIS_BOUNDS.reward) ??
    outOfBounds('halvingInterval', emission.halvingInterval, [0, Number.MAX_SAFE_INTEGER])
  )
}

/** A version that this app does not know is allowed: see rules-version.ts. */
function activationsProblem({ activations }: GenesisParameters): string | undefined {
  if (activations.length > MAX_ACTIVATIONS)
    return `activations: there are more than ${MAX_ACTIVATIONS}; remove some`

  let last = { version: FIRST_RULES, height: 0 }
  for (const next of activations) {
    if (next.version <= last.version || next.height <= last.height) {
      return `activations: version ${next.version} at height ${next.height} is not after version ${last.version} at height ${last.height}; let both ascend`
    }
    last = next
  }
  return undefined
}

function allocationsProblem({ allocations }: GenesisParameters): string | undefined {
  if (allocations.length > MAX_ALLOCATIONS) {
    return `allocations: ${allocations.length} are too many; at most ${MAX_ALLOCATIONS} fit in an invite`
  }
  return balancesProblem('allocations', allocations)
}
