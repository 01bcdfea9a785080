import { Button } from '@mantine/core'

/** Below a list that goes on: draws more of it. */
export function ShowMore({ onClick }: { onClick(): void }) {
  return (
    <Button variant="subtle" fullWidth onClick={onClick}>
      Show more
    </Button>
  )
}
