import { type ReactNode, useState } from 'react'
import classes from './contract-value.module.css'

/** Something that is not in the page until it is opened. */
export function Unfold({ what, children }: { readonly what: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.unfold} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{what}</summary>
      {isOpen && children}
    </details>
  )
}
