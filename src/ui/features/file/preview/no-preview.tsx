import { Text } from '@mantine/core'

/** Why there is nothing to look at. */
export function NoPreview({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  )
}
