import type { TablerIcon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { ConsensusParameters, GenesisParameters } from '#chain/genesis/genesis.ts'
import type { Summary } from '#storage/live-queries.ts'
import type { ConsensusSummary } from '#storage/rows.ts'
import type { FieldWords, FoundingGroup } from '../features/new-network/founding-field.ts'

export type ConsensusType = ConsensusSummary['type']

/** The words and the icon of a consensus engine, which the first load has for Overview and the shell. */
export interface EngineWords {
  readonly name: string
  /** A sentence about who produces blocks. */
  readonly idea: string
  /** The screen of block production, and its entry in the navigation. */
  readonly place: string
  readonly icon: TablerIcon
  /** The switch, and the panel that has it. */
  readonly takePart: string
  /** A note on a block of this tab's own. */
  readonly madeHere: string
  /** What production does now and has done: `1.5 kH/s, 2 blocks mined`. */
  nowAndMade(now: string, blocks: number): string
  /** While the switch is off. */
  readonly off: string
  readonly offShort: string
  readonly once: { readonly about: string; readonly button: string }
  /** How an empty wallet gets coins. */
  readonly firstCoins: {
    readonly text: string
    readonly action: string
    readonly screen: 'mining' | 'receive'
  }
}

/** What the screens that load later show of a consensus engine. */
export interface EngineScreens<Type extends ConsensusType = ConsensusType> {
  /** Its part of the screen of block production. */
  readonly Panel: ComponentType<PanelProps<Type>>
  /** Its parameters in plain words, as facts of a network. */
  readonly Parameters: ComponentType<ParametersProps<Type>>
  /** When a block is final. */
  finalWords(genesis: Pick<GenesisParameters, 'consensus' | 'limits'>): string
  /** Its fields in the form of a new network. */
  readonly founding: FoundingGroup
  /** The description of `finalityDepth` in that form. */
  readonly finalityDepth: FieldWords
}

/** The row of this tab's block production, and the engine's facts at the tip. */
export interface PanelProps<Type extends ConsensusType = ConsensusType> {
  readonly row: Summary['mining']
  readonly facts: Extract<ConsensusSummary, { type: Type }>
}

export interface ParametersProps<Type extends ConsensusType = ConsensusType> {
  readonly parameters: Extract<ConsensusParameters, { type: Type }>
}
