import { Text } from '@mantine/core'
import type { FileRow } from '#storage/rows.ts'
import { Transfer } from './transfer.tsx'

/** The progress of a file that is being fetched. */
export function Fetching({ file }: { readonly file: FileRow }) {
  if (file.doneBytes > 0) return <Transfer label={`Fetching ${file.name}`} {...file} />
  return (
    <Text size="sm" c="dimmed">
      Asking the tabs of this network
    </Text>
  )
}
