import { Text } from '@mantine/core'
import type { FileRow } from '#storage/rows.ts'
import { Transfer } from './transfer.tsx'

/** A file on its way here: whether anything came yet, and how far it is then. */
export function Fetching({ file }: { readonly file: FileRow }) {
  if (file.doneBytes > 0) return <Transfer label={`Fetching ${file.name}`} {...file} />
  return (
    <Text size="sm" c="dimmed">
      Asking the tabs of this network
    </Text>
  )
}
