import { t } from '@lingui/core/macro'
import { UnstyledButton } from '@mantine/core'
import classes from './terminal.module.css'

/** Keys that a phone's keyboard lacks, as a terminal sends them. */
const KEYS = [
  { name: 'Tab', label: t`Tab: complete`, data: '\t' },
  { name: '↑', label: t`Earlier line`, data: '\x1b[A' },
  { name: '↓', label: t`Later line`, data: '\x1b[B' },
  { name: '←', label: t`Left`, data: '\x1b[D' },
  { name: '→', label: t`Right`, data: '\x1b[C' },
  { name: 'Ctrl-C', label: t`Ctrl-C: stop`, data: '\x03' },
  { name: 'Enter', label: t`Enter: run`, data: '\r' },
] as const

/** A row of keys for a phone; a press does not close the phone's keyboard. */
export function KeyRow({ press }: { readonly press: (data: string) => void }) {
  return (
    <div className={classes.keys} role="toolbar" aria-label={t`Keys`}>
      {KEYS.map(({ name, label, data }) => (
        <UnstyledButton
          key={name}
          className={classes.key}
          aria-label={label}
          onPointerDown={event => event.preventDefault()}
          onClick={() => press(data)}
        >
          {name}
        </UnstyledButton>
      ))}
    </div>
  )
}
