import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { hrefOf } from '../router.ts'
import { Panel } from './panel.tsx'

/** Leads to the screen that links two tabs by QR codes, texts or files. */
export function WithoutServer() {
  return (
    <Panel title={t`Without a server`}>
      <Text size="sm" c="dimmed" mb="sm">
        <Trans>
          Two devices link by a QR code on each screen, or by two messages of any chat, also when no signaling
          server can be reached.
        </Trans>
      </Text>
      <Button
        component="a"
        href={hrefOf({ screen: 'link' })}
        variant="light"
        leftSection={<IconQrcode size={18} />}
      >
        <Trans>Connect without a server</Trans>
      </Button>
    </Panel>
  )
}
