import type { ReactNode } from 'react'
import classes from './facts.module.css'

/** Pairs of a name and a value, one under the other: a `dl`. */
export function Facts({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    <dl className={classes.facts} aria-label={label}>
      {children}
    </dl>
  )
}

interface FactProps {
  readonly name: string
  readonly children: ReactNode
  /** True for a long value, which takes the whole width of a phone, below its name. */
  readonly long?: boolean
}

export function Fact({ name, children, long = false }: FactProps) {
  return (
    <div className={classes.fact} data-long={long}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
