import { Skeleton, Stack } from '@mantine/core'

/** While a screen's own file loads. */
export function ScreenSkeleton() {
  return (
    <Stack aria-busy="true">
      <Skeleton height={30} width={180} my={7} />
      <Skeleton height={220} radius="lg" />
    </Stack>
  )
}
