import { t } from '@lingui/core/macro'
import { Alert, Anchor } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { hrefOf } from '../router.ts'

interface SentNoteProps {
  readonly txId: string
  /** The kind of transaction, for the link: `Follow this payment`. */
  readonly what: string
  onClose(): void
}

/** A note that a transaction was sent, with a link to its page. */
export function SentNote({ txId, what, onClose }: SentNoteProps) {
  return (
    <Alert
      color="spruce"
      variant="light"
      icon={<IconCheck />}
      title={t`Sent`}
      role="status"
      withCloseButton
      closeButtonLabel={t`Close: Sent`}
      onClose={onClose}
    >
      {t`It waits for the next block.`}{' '}
      <Anchor inherit href={hrefOf({ screen: 'tx', id: txId })}>
        {t`Follow this ${what}`}
      </Anchor>
    </Alert>
  )
}
