import { t } from '@lingui/core/macro'
import { Skeleton, Stack } from '@mantine/core'

/** A placeholder of the list's height, so that nothing jumps. */
export function ListSkeleton({
  rows,
  rowHeight = 60,
}: {
  readonly rows: number
  readonly rowHeight?: number
}) {
  return (
    <Stack gap={0} px="lg" aria-busy="true" aria-label={t`Loading`}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} style={{ display: 'grid', alignContent: 'center', height: rowHeight }}>
          <Skeleton height={rowHeight / 2.6} radius="sm" width={`${88 - ((row * 17) % 30)}%`} />
        </div>
      ))}
    </Stack>
  )
}
