import { t } from '@lingui/core/macro'
import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Panel } from '../../components/panel.tsx'

/** The theme; a phone's status bar has no room for it. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Panel title={t`Appearance`}>
      <SegmentedControl
        aria-label={t`Theme`}
        size="md"
        fullWidth
        maw={420}
        value={colorScheme}
        onChange={value => setColorScheme(value as MantineColorScheme)}
        data={[
          { value: 'light', label: t`Light` },
          { value: 'dark', label: t`Dark` },
          { value: 'auto', label: t`As the system` },
        ]}
        // Three words must fit a phone of 360 px.
        styles={{ label: { paddingInline: 4 } }}
      />
    </Panel>
  )
}
