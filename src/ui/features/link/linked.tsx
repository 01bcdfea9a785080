import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { shortText } from '../../format/short-text.ts'
import { hrefOf } from '../../router.ts'

/** The two tabs are linked. */
export function Linked({ peerId }: { readonly peerId: string }) {
  const id = shortText(peerId)
  return (
    <Alert
      color="spruce"
      variant="light"
      icon={<IconCheck />}
      title={t`Linked without a server`}
      role="status"
    >
      <Trans>
        This tab and {id} exchange blocks and payments now. Both can bring in further tabs in the same way.
      </Trans>
      <div>
        <Button component="a" href={hrefOf({ screen: 'peers' })} mt="sm">
          <Trans>Show peers</Trans>
        </Button>
      </div>
    </Alert>
  )
}
