import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Skeleton, Stack, Text } from '@mantine/core'
import { CopyTextButton } from '../../components/copy-text-button.tsx'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { useOwnAddress } from '../../hooks/use-own-address.ts'
import { useNode } from '../../node-context.tsx'

/** An own address to receive payments, as QR code and text. */
export function Receive() {
  const { genesis } = useNode()
  const [row, choose] = useOwnAddress()
  if (!row) return <Skeleton height={380} />
  const { name: network } = genesis
  const { name } = row

  return (
    <Stack align="center" gap="md">
      <OwnAddressSelect
        label={t`Address`}
        w="100%"
        value={row.address}
        onChange={choose}
        details={() => undefined}
      />
      {/* Upper case needs a smaller code, and an address means the same in it. */}
      <QrCode value={row.address.toUpperCase()} label={t`QR code of the address ${name}`} />
      <Text
        ff="monospace"
        size="sm"
        ta="center"
        maw={360}
        style={{ overflowWrap: 'anywhere' }}
        aria-label={t`Your address`}
      >
        {row.address}
      </Text>
      <CopyTextButton value={row.address} name={t`Copy address`} variant="filled" miw={180} />
      <Text size="sm" c="dimmed" ta="center" maw={360}>
        <Trans>Anyone on {network} can pay to this address, even while this tab is closed.</Trans>
      </Text>
    </Stack>
  )
}
