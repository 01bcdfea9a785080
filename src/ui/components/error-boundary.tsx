import { Alert, Button } from '@mantine/core'
import { IconBug } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'

/** A bug of one screen stays on that screen: it is shown, and the rest of the page goes on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <Alert color="clay" icon={<IconBug />} title="This screen broke: a bug in Tabchain" role="alert">
        <p>
          The node itself goes on. The error was: {error instanceof Error ? error.message : String(error)}
        </p>
        <Button color="clay" onClick={() => location.reload()}>
          Reload
        </Button>
      </Alert>
    )
  }
}
