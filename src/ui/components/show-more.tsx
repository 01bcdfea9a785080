import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'

/** A button below an incomplete list, which shows more rows. */
export function ShowMore({ onClick }: { onClick(): void }) {
  return (
    <Button variant="subtle" fullWidth onClick={onClick}>
      {t`Show more`}
    </Button>
  )
}
