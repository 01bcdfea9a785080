import { Button, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Fact, Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { useInstall } from '../../hooks/use-install.ts'
import { useNode } from '../../node-context.tsx'

/** A description of this software, and its version. */
export function About() {
  const { version, profile, updateAvailable } = useNode()
  const install = useInstall()
  return (
    <Panel title="About">
      <Text size="sm" c="dimmed" mb="xs">
        A blockchain network that anyone starts with a link: each browser tab is a complete node. It holds the
        chain, checks every rule itself, makes blocks, and talks directly to other tabs.
      </Text>
      <Facts>
        <Fact name="Version">
          {version}
          {updateAvailable && ' (a newer one is ready)'}
        </Fact>
        <Fact name="Profile">
          {profile}; each further tab of this browser is a node with a profile of its own
        </Fact>
        <Fact name="License">MIT</Fact>
      </Facts>
      {updateAvailable && (
        <Button mt="sm" mr="sm" onClick={updateAvailable.apply}>
          Update and reload
        </Button>
      )}
      {install && (
        <Button mt="sm" variant="default" leftSection={<IconDownload size={18} />} onClick={install}>
          Install as an app
        </Button>
      )}
    </Panel>
  )
}
