import { t } from '@lingui/core/macro'
import { Text } from '@mantine/core'
import type { FileRow } from '#storage/rows.ts'
import { Transfer } from './transfer.tsx'

/** The progress of a file that is being fetched. */
export function Fetching({ file }: { readonly file: FileRow }) {
  const { name } = file
  if (file.doneBytes > 0) return <Transfer label={t`Fetching ${name}`} {...file} />
  return (
    <Text size="sm" c="dimmed">
      {t`Asking the tabs of this network`}
    </Text>
  )
}
