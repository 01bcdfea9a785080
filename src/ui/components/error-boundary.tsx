import { t } from '@lingui/core/macro'
import { Alert, Button } from '@mantine/core'
import { IconBug } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** The screen's route; a change of it resets the error. */
  readonly place: string
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly place: string
  readonly error: unknown
}

/** Shows a bug of one screen in its place, while the rest of the page keeps working. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { place: this.props.place, error: undefined }

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error }
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    return props.place === state.place ? null : { place: props.place, error: undefined }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const message = error instanceof Error ? error.message : String(error)
    return (
      <Alert color="clay" icon={<IconBug />} title={t`A bug in Tabchain broke this screen`} role="alert">
        <p>{t`The node itself keeps running. The error was: ${message}`}</p>
        <Button color="clay" onClick={() => location.reload()}>
          {t`Reload`}
        </Button>
      </Alert>
    )
  }
}
