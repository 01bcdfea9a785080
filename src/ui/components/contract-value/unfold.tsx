import { type ReactNode, useState } from 'react'
import classes from './contract-value.module.css'

/** Collapsible content, rendered only while it is open. */
export function Unfold({ what, children }: { readonly what: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.unfold} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{what}</summary>
      {isOpen && children}
    </details>
  )
}
