import { t } from '@lingui/core/macro'
import { Alert, Button } from '@mantine/core'
import { IconBug, IconCloudOff } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { isLoadFailure } from '#lib/load-failure.ts'

interface ErrorBoundaryProps {
  /** The screen's route; a change of it resets the error. */
  readonly place: string
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly place: string
  readonly error: unknown
}

/** Shows a screen’s bug, or that it did not load, in its place, while the rest of the page keeps working. */
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
    if (isLoadFailure(error))
      return (
        <Alert color="amber" icon={<IconCloudOff />} title={t`The app did not load completely`} role="alert">
          <p>{t`A part of this screen did not arrive. The node itself keeps running. Check this device’s connection, then try again.`}</p>
          <Button onClick={() => location.reload()}>{t`Try again`}</Button>
        </Alert>
      )
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
