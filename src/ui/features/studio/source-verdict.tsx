import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
          <IconLoader {...icon} /> {t`Checking`}
        </span>
      )
    case 'good':
      return (
        <span className={classes.verdict} data-good>
          <IconCircleCheck {...icon} /> {t`It compiles`}
        </span>
      )
    case 'unchecked':
      return (
        <span className={classes.verdict} data-wrong>
          <IconAlertCircle {...icon} /> {t`Not checked: ${{ why: check.message }}`}
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
            <Trans>
              <strong>Line {line}</strong>: {message}
            </Trans>
          </span>
        </UnstyledButton>
      )
    }
  }
}
