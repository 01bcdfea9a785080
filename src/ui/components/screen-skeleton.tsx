import { Skeleton, Stack } from '@mantine/core'

/** The placeholder while the file of a screen loads. */
export function ScreenSkeleton() {
  return (
    <Stack aria-busy="true">
      <Skeleton height={30} width={180} my={7} />
      <Skeleton height={220} radius="lg" />
    </Stack>
  )
}
