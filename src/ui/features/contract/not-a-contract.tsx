import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button } from '@mantine/core'
import { IconAddressBook, IconUser } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { hrefOf } from '../../router.ts'

interface NotAContractProps {
  readonly address: string
  /** The error of the address; without one, the address is not a contract's. */
  readonly problem: string | undefined
}

/** An address that cannot be a contract's. */
export function NotAContract({ address, problem }: NotAContractProps) {
  if (problem !== undefined) {
    const why = fieldMessage(problem)
    return (
      <Alert
        color="clay"
        variant="light"
        icon={<IconAddressBook />}
        title={t`This is not an address`}
        role="alert"
      >
        {t`${why}. A contract’s address begins with tabc1.`}
      </Alert>
    )
  }
  return (
    <EmptyNote
      icon={<IconUser size={36} stroke={1.4} />}
      title={t`This address belongs to a person`}
      action={
        <Button component="a" href={hrefOf({ screen: 'address', address })} variant="light">
          {t`Open this address`}
        </Button>
      }
    >
      <Trans>
        It holds coins and sends payments, but has no code. A contract’s address begins with tabc1.
      </Trans>
    </EmptyNote>
  )
}
