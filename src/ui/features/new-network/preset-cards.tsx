import { t } from '@lingui/core/macro'
import { Text } from '@mantine/core'
import { IconPick, IconScale, IconSchool, IconWorld, type TablerIcon } from '@tabler/icons-react'
import { useId } from 'react'
import { PRESETS, type PresetName } from '#chain/genesis/presets.ts'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { exactDuration } from '../../format/relative-time.ts'
import classes from './new-network.module.css'
import { PRESET_WORDS } from './preset-words.ts'

const ICONS: Record<PresetName, TablerIcon> = {
  classroom: IconSchool,
  fair: IconScale,
  open: IconWorld,
  classic: IconPick,
}

const NAMES = Object.keys(PRESET_WORDS) as PresetName[]

interface PresetCardsProps {
  readonly value: PresetName
  onChange(preset: PresetName): void
}

/** A choice of presets: radio buttons as large as their cards. */
export function PresetCards({ value, onChange }: PresetCardsProps) {
  const group = useId()
  return (
    <div className={classes.cards} role="radiogroup" aria-label={t`What it is for`}>
      {NAMES.map(name => {
        const Icon = ICONS[name]
        const { consensus } = PRESETS[name]
        const { name: engine } = ENGINE_WORDS[consensus.type]
        return (
          <label key={name} className={classes.card}>
            <input
              type="radio"
              className={classes.radio}
              name={group}
              checked={name === value}
              onChange={() => onChange(name)}
              aria-label={PRESET_WORDS[name].name}
            />
            <Icon size={24} stroke={1.6} aria-hidden="true" />
            <strong>{PRESET_WORDS[name].name}</strong>
            <Text span size="sm">
              {PRESET_WORDS[name].purpose}
            </Text>
            <Text span size="xs" c="dimmed" mt="auto">
              {t`${engine}, a block every ${{ time: exactDuration(consensus.spacingMs) }}`}
            </Text>
          </label>
        )
      })}
    </div>
  )
}
