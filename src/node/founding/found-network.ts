import type { NetworkRequest } from '#api/calls/networks.ts'
import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import { checkGenesis } from '#chain/genesis/check-genesis.ts'
import { GENESIS_VERSION } from '#chain/genesis/encode-genesis.ts'
import type { ChainLimits, GenesisParameters } from '#chain/genesis/genesis.ts'
import {
  type ConsensusName,
  DEFAULT_PRESET,
  PRESET_OF_CONSENSUS,
  PRESETS,
  type Preset,
  type PresetName,
} from '#chain/genesis/presets.ts'
import { MAX_ALLOCATIONS } from '#chain/limits.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ok, type Result } from '#lib/result.ts'
import { readBalances } from './balances.ts'
import { type FoundingFailure, refused } from './founding.ts'
import { CONSENSUS_NAMES, foreignField, foundConsensus, futureFor } from './foundings.ts'

/**
 * The parameters of a new network that begins now: a preset with the request's changes. They are checked
 * together, so that somebody can produce the first block: the founder, unless the request says otherwise.
 * Nothing is stored.
 */
export function foundNetwork(
  request: NetworkRequest,
  founder: Address,
  now: UnixMs,
): Result<GenesisParameters, FoundingFailure> {
  const chosen = choosePreset(request)
  if (!chosen.ok) return chosen
  const preset = chosen.value

  const foreign = foreignField(request, preset.consensus.type)
  if (foreign !== undefined) return refused(foreign)

  const limits = limitsOf(request, preset)
  const consensus = foundConsensus(preset.consensus, { request, limits, founder })
  if (!consensus.ok) return consensus

  const allocations = readBalances({
    field: 'allocations',
    ownField: 'premine',
    others: request.allocations ?? [],
    founder,
    own: request.premine ?? preset.premine,
    limit: MAX_ALLOCATIONS,
  })
  if (!allocations.ok) return allocations

  const genesis: GenesisParameters = {
    version: GENESIS_VERSION,
    name: request.name,
    symbol: request.symbol,
    timestamp: now,
    consensus: consensus.value,
    emission: {
      reward: (request.reward ?? preset.emission.reward) as Amount,
      halvingInterval: request.halvingInterval ?? preset.emission.halvingInterval,
    },
    limits,
    activations: request.activations ?? [],
    allocations: allocations.value,
  }
  const checked = checkGenesis(genesis)
  return checked.ok ? ok(genesis) : checked
}

/** Chooses by name, else by consensus, else the deployment's own kind. */
function choosePreset({ preset, consensus }: NetworkRequest): Result<Preset, FoundingFailure> {
  if (consensus !== undefined && !isConsensus(consensus)) {
    return refused(`consensus: unknown value "${consensus}"; choose ${choices(CONSENSUS_NAMES)}`)
  }
  if (preset === undefined) {
    return ok(PRESETS[consensus === undefined ? DEFAULT_PRESET : PRESET_OF_CONSENSUS[consensus]])
  }
  if (!isPreset(preset)) {
    return refused(`preset: unknown value "${preset}"; choose ${choices(Object.keys(PRESETS))}`)
  }
  const { type } = PRESETS[preset].consensus
  if (consensus !== undefined && consensus !== type) {
    return refused(`consensus: the preset ${preset} is ${type}; leave one of them out, or make them agree`)
  }
  return ok(PRESETS[preset])
}

const isPreset = (name: string): name is PresetName => Object.hasOwn(PRESETS, name)
const isConsensus = (name: string): name is ConsensusName => Object.hasOwn(PRESET_OF_CONSENSUS, name)

const choices = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

function limitsOf(request: NetworkRequest, preset: Preset): ChainLimits {
  const { limits, consensus } = preset
  const spacingMs = request.spacingMs ?? consensus.spacingMs
  return {
    blockBytes: request.blockBytes ?? limits.blockBytes,
    blockTransactions: request.blockTransactions ?? limits.blockTransactions,
    blockGas: request.blockGas ?? limits.blockGas,
    finalityDepth: request.finalityDepth ?? preset.limits.finalityDepth,
    futureMs: request.futureMs ?? futureFor(consensus.type, spacingMs, limits.futureMs),
  }
}
