import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { CopyTextButton } from '../../components/copy-text-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { download } from '../../download.ts'
import { useCall } from '../../hooks/use-call.ts'

/** Shows an address's private key as PEM, after a warning; it is forgotten when the dialog closes. */
export function ExportKey({ name, onClose }: { readonly name: string; onClose(): void }) {
  const reveal = useCall('addressExport')

  return (
    <Dialog onClose={onClose} title={t`Key of “${name}”`}>
      <Stack>
        {reveal.state.status === 'done' ? (
          <Key name={name} pem={reveal.state.value.pem} />
        ) : (
          <>
            <Alert
              color="amber"
              variant="light"
              icon={<IconAlertTriangle />}
              title={t`Whoever has this key has the coins`}
            >
              <Trans>
                Nobody from Tabchain will ever ask for it. Show it only where no one and no camera can see it.
              </Trans>
            </Alert>
            {reveal.state.status === 'failed' && (
              <FailureAlert title={t`No key`} failure={reveal.state.failure} />
            )}
            <Button onClick={() => reveal.run({ name })} loading={reveal.state.status === 'running'}>
              <Trans>Show the key</Trans>
            </Button>
          </>
        )}
      </Stack>
    </Dialog>
  )
}

function Key({ name, pem }: { readonly name: string; readonly pem: string }) {
  const save = () =>
    download(
      new Blob([pem], { type: 'application/x-pem-file' }),
      `tabchain-${name.replace(/[^\w-]+/g, '-')}.pem`,
    )
  return (
    <>
      <Textarea
        readOnly
        aria-label={t`Private key`}
        value={pem}
        rows={4}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Text size="sm" c="dimmed">
        <Trans>PKCS#8 in PEM: OpenSSL and other tools read it, and “Import a key” does too.</Trans>
      </Text>
      <Group grow>
        <CopyTextButton value={pem} />
        <Button leftSection={<IconDownload size={18} />} onClick={save}>
          <Trans>Save as file</Trans>
        </Button>
      </Group>
    </>
  )
}
