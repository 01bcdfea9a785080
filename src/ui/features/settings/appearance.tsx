import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Panel } from '../../components/panel.tsx'

/** The theme; a phone's status bar has no room for it. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Panel title="Appearance">
      <SegmentedControl
        aria-label="Theme"
        size="md"
        fullWidth
        maw={420}
        value={colorScheme}
        onChange={value => setColorScheme(value as MantineColorScheme)}
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'auto', label: 'As the system' },
        ]}
        // Three words must fit a phone of 360 px.
        styles={{ label: { paddingInline: 4 } }}
      />
    </Panel>
  )
}
