import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { IconArrowRight, IconCheck, IconHourglass } from '@tabler/icons-react'
import { knownTx } from '#storage/live-queries.ts'
import { HashText } from '../../../components/hash-text.tsx'
import { shownValue, useLive } from '../../../hooks/use-live.ts'
import { hrefOf } from '../../../router.ts'

interface DeployedNoteProps {
  readonly txId: string
  readonly address: string
  onClose(): void
}

/** A deployment that was sent: the contract's address and, once it is in a block, a link to its page. */
export function DeployedNote({ txId, address, onClose }: DeployedNoteProps) {
  const confirmed = shownValue(useLive(db => knownTx(db, txId), txId))?.confirmed
  const isThere = confirmed?.receipt.status === 'applied'
  const place = <HashText value={address} what={t`contract address`} />
  return (
    <Alert
      color={confirmed && !isThere ? 'clay' : 'spruce'}
      variant="light"
      icon={isThere ? <IconCheck /> : <IconHourglass />}
      title={isThere ? t`Deployed` : confirmed ? t`It failed in its block` : t`Sent`}
      role="status"
      withCloseButton
      closeButtonLabel={t`Close: Deployed`}
      onClose={onClose}
    >
      <Text size="sm">
        {isThere ? (
          <Trans>The contract is at {place}</Trans>
        ) : confirmed ? (
          <Trans>It would have been at {place}</Trans>
        ) : (
          <Trans>It waits for a block, and will be at {place}</Trans>
        )}
      </Text>
      <Anchor inherit size="sm" href={hrefOf({ screen: 'tx', id: txId })}>
        {t`Follow this deployment`}
      </Anchor>
      {isThere && (
        <Group mt="sm">
          <Button
            component="a"
            href={hrefOf({ screen: 'contract', address, part: 'methods' })}
            size="sm"
            rightSection={<IconArrowRight size={17} aria-hidden="true" />}
          >
            {t`Open the contract`}
          </Button>
        </Group>
      )}
    </Alert>
  )
}
