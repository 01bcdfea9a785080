import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
    <Panel title={t`About`}>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>
          A blockchain network that anyone starts with a link: each browser tab is a complete node. It holds
          the chain, checks every rule itself, makes blocks, and talks directly to other tabs.
        </Trans>
      </Text>
      <Facts>
        <Fact name={t`Version`}>{updateAvailable ? t`${version} (a newer one is ready)` : version}</Fact>
        <Fact name={t`Profile`}>
          <Trans>{profile}; each further tab of this browser is a node with a profile of its own</Trans>
        </Fact>
        <Fact name={t`License`}>MIT</Fact>
      </Facts>
      {updateAvailable && (
        <Button mt="sm" mr="sm" onClick={updateAvailable.apply}>
          <Trans>Update and reload</Trans>
        </Button>
      )}
      {install && (
        <Button mt="sm" variant="default" leftSection={<IconDownload size={18} />} onClick={install}>
          <Trans>Install as an app</Trans>
        </Button>
      )}
    </Panel>
  )
}
