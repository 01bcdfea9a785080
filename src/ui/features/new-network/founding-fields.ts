import { t } from '@lingui/core/macro'
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
    title: t`Work`,
    fields: [
      spacing(t`A block every`),
      secondsField(
        'halflifeMs',
        {
          label: t`Halves when late by`,
          note: t`How fast the difficulty follows`,
        },
        preset => part(preset, 'pow').halflifeMs,
      ),
      bigField(
        'minHashes',
        {
          label: t`Never easier than`,
          unit: t`hashes`,
          note: t`A tab tries about ten million a second per thread`,
        },
        preset => 2n ** 256n / (part(preset, 'pow').maxTarget + 1n),
      ),
    ],
  },
  pos: {
    title: t`Stakes`,
    fields: [
      spacing(t`A slot every`),
      coinsField(
        'stake',
        { label: t`Your stake at first`, note: t`So that somebody can make the first blocks` },
        preset => part(preset, 'pos').stake,
      ),
      coinsField('minStake', { label: t`Least stake` }, preset => part(preset, 'pos').minStake),
      countField(
        'epochSlots',
        { label: t`Epoch`, unit: t`slots`, note: t`A change of a stake counts two epochs later` },
        preset => part(preset, 'pos').epochSlots,
      ),
      countField(
        'unbondingEpochs',
        { label: t`Stakes come back after`, unit: t`epochs`, note: t`Counted from when they stop counting` },
        preset => part(preset, 'pos').unbondingEpochs,
      ),
      countField(
        'burnPercent',
        { label: t`Signing twice burns`, unit: '%', note: t`Of the stake` },
        preset => part(preset, 'pos').burnPercent,
      ),
      countField(
        'reporterPercent',
        { label: t`The reporter gets`, unit: '%', note: t`Of the stake` },
        preset => part(preset, 'pos').reporterPercent,
      ),
      balancesField('stakes', {
        label: t`Stakes of others at first`,
        note: t`An address and coins per line`,
      }),
    ],
  },
  poa: {
    title: t`Authorities`,
    fields: [
      spacing(t`A block every`),
      secondsField(
        'timeoutMs',
        { label: t`Turn passes after`, note: t`Silence; longer than clocks may be ahead` },
        preset => part(preset, 'poa').timeoutMs,
      ),
      addressesField('authorities', {
        label: t`Other authorities`,
        note: t`An address per line; you can add them later`,
      }),
    ],
  },
}

const COINS: FoundingGroup = {
  title: t`Coins`,
  fields: [
    coinsField('premine', { label: t`Your coins at first` }, preset => preset.premine),
    coinsField('reward', { label: t`New coins for each block` }, preset => preset.emission.reward),
    countField(
      'halvingInterval',
      { label: t`Halved every`, unit: t`blocks`, note: t`0 for never` },
      preset => preset.emission.halvingInterval,
    ),
    balancesField('allocations', {
      label: t`Coins of others at first`,
      note: t`An address and coins per line`,
    }),
  ],
}

const BY_MAJORITY = {
  label: t`May wait to be final`,
  unit: t`blocks`,
  note: t`Until a majority agrees on them; then no more come`,
} as const

/** The description of `finalityDepth`. */
const FINAL_WORDS: Record<ConsensusType, { label: string; unit: string; note: string }> = {
  pow: {
    label: t`Final after`,
    unit: t`blocks`,
    note: t`And as much of everybody’s work as they should take`,
  },
  pos: BY_MAJORITY,
  poa: BY_MAJORITY,
}

const limitsOf = (consensus: ConsensusType): FoundingGroup => ({
  title: t`Limits`,
  fields: [
    countField('finalityDepth', FINAL_WORDS[consensus], preset => preset.limits.finalityDepth),
    countField(
      'blockTransactions',
      { label: t`Transactions in a block`, unit: t`at most` },
      preset => preset.limits.blockTransactions,
    ),
    kibibytesField('blockBytes', { label: t`Size of a block` }, preset => preset.limits.blockBytes),
    bigField('blockGas', { label: t`Work of a block`, unit: t`gas` }, preset => preset.limits.blockGas),
    secondsField('futureMs', { label: t`Clocks may be ahead by` }, preset => preset.limits.futureMs),
  ],
})
