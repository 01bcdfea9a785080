import { UnstyledButton } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck, IconLoader } from '@tabler/icons-react'
import type { SourceCheck } from './source-check.ts'
import classes from './workbench.module.css'

/** The engine's verdict below the source; a click goes to the line. */
export function SourceVerdict({
  check,
  onGoTo,
}: {
  readonly check: SourceCheck
  onGoTo(line: number): void
}) {
  const icon = { size: 17, 'aria-hidden': true } as const
  switch (check.status) {
    case 'checking':
      return (
        <span className={classes.verdict}>
          <IconLoader {...icon} /> Checking
        </span>
      )
    case 'good':
      return (
        <span className={classes.verdict} data-good>
          <IconCircleCheck {...icon} /> It compiles
        </span>
      )
    case 'unchecked':
      return (
        <span className={classes.verdict} data-wrong>
          <IconAlertCircle {...icon} /> Not checked: {check.message}
        </span>
      )
    case 'wrong': {
      const { line, message } = check.problem
      if (line === 0)
        return (
          <span className={classes.verdict} data-wrong>
            <IconAlertCircle {...icon} /> {message}
          </span>
        )
      return (
        <UnstyledButton className={classes.verdict} data-wrong onClick={() => onGoTo(line)}>
          <IconAlertCircle {...icon} />
          <span>
            <strong>Line {line}</strong>: {message}
          </span>
        </UnstyledButton>
      )
    }
  }
}
