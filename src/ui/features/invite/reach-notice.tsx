import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Code, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { CallResult } from '#api/calls.ts'

interface ReachNoticeProps {
  readonly reach: CallResult<'invite'>['reach']
  /** Whether the shown address works on this machine only. */
  readonly isLocal: boolean
  readonly url: string
}

/** Warns that other machines cannot open the shown address, and says what opens it to them. */
export function ReachNotice({ reach, isLocal, url }: ReachNoticeProps) {
  if (!isLocal) return null
  const host = new URL(url).host
  return (
    <Alert
      color="amber"
      variant="light"
      icon={<IconAlertTriangle />}
      title={t`Only tabs of this machine can open this link`}
    >
      <Text size="sm">
        {reach === 'others' && (
          <Trans>{host} leads to the machine of whoever opens it. Choose another address below.</Trans>
        )}
        {reach === 'loopback' && (
          <Trans>
            {host} leads to the machine of whoever opens it. To invite others, start the server with{' '}
            <Code>--host 0.0.0.0 --https</Code> and reload this page.
          </Trans>
        )}
        {reach === 'http' && (
          <Trans>
            Over plain http, browsers of other machines withhold what a node needs. To invite others, start
            the server with <Code>--https</Code> and reload this page.
          </Trans>
        )}
      </Text>
    </Alert>
  )
}
