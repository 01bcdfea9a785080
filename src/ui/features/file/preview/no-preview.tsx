import { Text } from '@mantine/core'

/** Why there is no preview. */
export function NoPreview({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  )
}
