import { Button, CopyButton, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { QrCode } from '../../components/qr-code.tsx'
import { useNode } from '../../node-context.tsx'
import { useWallet } from '../../wallet-context.tsx'

/** An own address to be paid at: as a picture, as text, in the clipboard. */
export function Receive() {
  const { genesis } = useNode()
  const { rows } = useWallet()
  const [chosen, setChosen] = useState<string>()
  const row = rows.find(row => row.address === chosen) ?? rows[0]
  if (!row) return <Skeleton height={380} />

  return (
    <Stack align="center" gap="md">
      {rows.length > 1 && (
        <NativeSelect
          label="Address"
          w="100%"
          value={row.address}
          onChange={event => setChosen(event.currentTarget.value)}
          data={rows.map(({ address, name }) => ({ value: address, label: name }))}
        />
      )}
      {/* Upper case needs a smaller code, and an address means the same in it. */}
      <QrCode value={row.address.toUpperCase()} label={`QR code of the address ${row.name}`} />
      <Text
        ff="monospace"
        size="sm"
        ta="center"
        maw={360}
        style={{ overflowWrap: 'anywhere' }}
        aria-label="Your address"
      >
        {row.address}
      </Text>
      <CopyButton value={row.address} timeout={1600}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            miw={180}
            leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          >
            {copied ? 'Copied' : 'Copy address'}
          </Button>
        )}
      </CopyButton>
      <Text size="sm" c="dimmed" ta="center" maw={360}>
        Anyone on {genesis.name} can pay to it, also while this tab is closed.
      </Text>
    </Stack>
  )
}
