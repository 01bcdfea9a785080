import { t } from '@lingui/core/macro'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { FormMethod } from '../../components/method-form/method-form.tsx'
import { parameterView } from '../../components/method-form/parameter.ts'
import classes from './method-section.module.css'

interface MethodSectionProps {
  readonly method: FormMethod
  readonly isOpen: boolean
  readonly children: ReactNode
}

/**
 * A method under its signature. Its form is rendered when it is opened, and keeps its content when it is
 * closed.
 */
export function MethodSection({ method, isOpen, children }: MethodSectionProps) {
  const [wasOpen, setWasOpen] = useState(isOpen)
  const parameters = method.parameters.map(each => parameterView(each).name).join(', ')
  return (
    <details
      className={classes.method}
      open={isOpen}
      onToggle={event => event.currentTarget.open && setWasOpen(true)}
    >
      <summary className={classes.summary}>
        <IconChevronRight className={classes.mark} size={18} aria-hidden="true" />
        <span className={classes.signature}>
          <strong>{method.name}</strong>({parameters})
        </span>
        {method.payable && <span className={classes.payable}>{t`takes coins`}</span>}
      </summary>
      <div className={classes.body}>{wasOpen && children}</div>
    </details>
  )
}
