import type { Preset, PresetConsensus } from '#chain/genesis/presets.ts'
import { assert } from '#lib/assert.ts'
import type { ConsensusType } from '../../format/consensus-words.ts'
import {
  addressesField,
  balancesField,
  bigField,
  coinsField,
  countField,
  type FoundingField,
  kibibytesField,
  secondsField,
} from './founding-field.ts'

/** Fields that belong together, under one heading. */
export interface FoundingGroup {
  readonly title: string
  readonly fields: readonly FoundingField[]
}

/** All parameters besides name, symbol and preset; empty blocks have a separate switch. */
export function foundingGroups(consensus: ConsensusType): readonly FoundingGroup[] {
  return [OWN_FIELDS[consensus], COINS, limitsOf(consensus)]
}

/** The preset's part for an engine; only called for fields of that engine. */
function part<Type extends ConsensusType>({ consensus }: Preset, type: Type): PresetConsensus[Type] {
  assert(consensus.type === type, `the preset is of ${consensus.type}, not of ${type}`)
  return consensus as PresetConsensus[Type]
}

const spacing = (label: string) => secondsField('spacingMs', { label }, preset => preset.consensus.spacingMs)

const OWN_FIELDS: Record<ConsensusType, FoundingGroup> = {
  pow: {
    title: 'Work',
    fields: [
      spacing('A block every'),
      secondsField(
        'halflifeMs',
        {
          label: 'Halves when late by',
          note: 'How fast the difficulty follows',
        },
        preset => part(preset, 'pow').halflifeMs,
      ),
      bigField(
        'minHashes',
        {
          label: 'Never easier than',
          unit: 'hashes',
          note: 'A tab tries about ten million a second per thread',
        },
        preset => 2n ** 256n / (part(preset, 'pow').maxTarget + 1n),
      ),
    ],
  },
  pos: {
    title: 'Stakes',
    fields: [
      spacing('A slot every'),
      coinsField(
        'stake',
        { label: 'Your stake at first', note: 'So that somebody can make the first blocks' },
        preset => part(preset, 'pos').stake,
      ),
      coinsField('minStake', { label: 'Least stake' }, preset => part(preset, 'pos').minStake),
      countField(
        'epochSlots',
        { label: 'Epoch', unit: 'slots', note: 'A change of a stake counts two epochs later' },
        preset => part(preset, 'pos').epochSlots,
      ),
      countField(
        'unbondingEpochs',
        { label: 'Stakes come back after', unit: 'epochs', note: 'Counted from when they stop counting' },
        preset => part(preset, 'pos').unbondingEpochs,
      ),
      countField(
        'burnPercent',
        { label: 'Signing twice burns', unit: '%', note: 'Of the stake' },
        preset => part(preset, 'pos').burnPercent,
      ),
      countField(
        'reporterPercent',
        { label: 'The reporter gets', unit: '%', note: 'Of the stake' },
        preset => part(preset, 'pos').reporterPercent,
      ),
      balancesField('stakes', { label: 'Stakes of others at first', note: 'An address and coins per line' }),
    ],
  },
  poa: {
    title: 'Authorities',
    fields: [
      spacing('A block every'),
      secondsField(
        'timeoutMs',
        { label: 'Turn passes after', note: 'Silence; longer than clocks may be ahead' },
        preset => part(preset, 'poa').timeoutMs,
      ),
      addressesField('authorities', {
        label: 'Other authorities',
        note: 'An address per line; you can add them later',
      }),
    ],
  },
}

const COINS: FoundingGroup = {
  title: 'Coins',
  fields: [
    coinsField('premine', { label: 'Your coins at first' }, preset => preset.premine),
    coinsField('reward', { label: 'New coins for each block' }, preset => preset.emission.reward),
    countField(
      'halvingInterval',
      { label: 'Halved every', unit: 'blocks', note: '0 for never' },
      preset => preset.emission.halvingInterval,
    ),
    balancesField('allocations', {
      label: 'Coins of others at first',
      note: 'An address and coins per line',
    }),
  ],
}

const BY_MAJORITY = {
  label: 'May wait to be final',
  unit: 'blocks',
  note: 'Until a majority agrees on them; then no more come',
} as const

/** The description of `finalityDepth`. */
const FINAL_WORDS: Record<ConsensusType, { label: string; unit: string; note: string }> = {
  pow: { label: 'Final after', unit: 'blocks', note: 'And as much of everybody’s work as they should take' },
  pos: BY_MAJORITY,
  poa: BY_MAJORITY,
}

const limitsOf = (consensus: ConsensusType): FoundingGroup => ({
  title: 'Limits',
  fields: [
    countField('finalityDepth', FINAL_WORDS[consensus], preset => preset.limits.finalityDepth),
    countField(
      'blockTransactions',
      { label: 'Transactions in a block', unit: 'at most' },
      preset => preset.limits.blockTransactions,
    ),
    kibibytesField('blockBytes', { label: 'Size of a block' }, preset => preset.limits.blockBytes),
    bigField('blockGas', { label: 'Work of a block', unit: 'gas' }, preset => preset.limits.blockGas),
    secondsField('futureMs', { label: 'Clocks may be ahead by' }, preset => preset.limits.futureMs),
  ],
})
