import { UnstyledButton } from '@mantine/core'
import classes from './terminal.module.css'

/** Keys that a phone's keyboard lacks, as a terminal sends them. */
const KEYS = [
  { name: 'Tab', label: 'Tab: complete', data: '\t' },
  { name: '↑', label: 'Earlier line', data: '\x1b[A' },
  { name: '↓', label: 'Later line', data: '\x1b[B' },
  { name: '←', label: 'Left', data: '\x1b[D' },
  { name: '→', label: 'Right', data: '\x1b[C' },
  { name: 'Ctrl-C', label: 'Ctrl-C: stop', data: '\x03' },
  { name: 'Enter', label: 'Enter: run', data: '\r' },
] as const

/** A row of keys for thumbs; a press leaves the keyboard of the phone as it is. */
export function KeyRow({ press }: { readonly press: (data: string) => void }) {
  return (
    <div className={classes.keys} role="toolbar" aria-label="Keys">
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
