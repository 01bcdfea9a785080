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
  return (
    <Alert
      color={confirmed && !isThere ? 'clay' : 'spruce'}
      variant="light"
      icon={isThere ? <IconCheck /> : <IconHourglass />}
      title={isThere ? 'Deployed' : confirmed ? 'It failed in its block' : 'Sent'}
      role="status"
      withCloseButton
      closeButtonLabel="Close: Deployed"
      onClose={onClose}
    >
      <Text size="sm">
        {isThere
          ? 'The contract is at'
          : confirmed
            ? 'It would have been at'
            : 'It waits for a block, and will be at'}{' '}
        <HashText value={address} what="contract address" />
      </Text>
      <Anchor inherit size="sm" href={hrefOf({ screen: 'tx', id: txId })}>
        Follow this deployment
      </Anchor>
      {isThere && (
        <Group mt="sm">
          <Button
            component="a"
            href={hrefOf({ screen: 'contract', address, part: 'methods' })}
            size="sm"
            rightSection={<IconArrowRight size={17} aria-hidden="true" />}
          >
            Open the contract
          </Button>
        </Group>
      )}
    </Alert>
  )
}
