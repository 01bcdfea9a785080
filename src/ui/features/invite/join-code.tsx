import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import classes from './invite.module.css'

interface JoinCodeProps {
  readonly code: string
  /** Where the app is opened to type it. */
  readonly url: string
}

/** A join code, large enough to be read from the back of a room, with the address at which it is typed. */
export function JoinCode({ code, url }: JoinCodeProps) {
  return (
    <div className={classes.join}>
      <Text size="sm" c="dimmed">
        <Trans>Or open</Trans>
      </Text>
      <Text className={classes.host}>{url.replace(/\/$/, '')}</Text>
      <Text size="sm" c="dimmed" mt="sm">
        <Trans>and type this code under Networks</Trans>
      </Text>
      <output className={classes.code} aria-label={[...code].join(' ')}>
        <span>{code.slice(0, 3)}</span>
        <span>{code.slice(3)}</span>
      </output>
      <Text size="sm" c="dimmed" mt="xs">
        <Trans>It is valid while this screen is open, and for ten minutes after that.</Trans>
      </Text>
    </div>
  )
}
