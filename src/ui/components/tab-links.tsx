import type { ReactNode } from 'react'
import { hrefOf, type Route } from '../router.ts'
import classes from './tab-links.module.css'

interface TabLinksProps {
  readonly label: string
  readonly tabs: readonly {
    readonly name: string
    readonly route: Route
    readonly icon: ReactNode
    readonly current: boolean
  }[]
  readonly children: ReactNode
}

/** True if a phone has no room for the tabs' icons. */
const MANY = 3

/** Tabs for panels. Each panel has its own URL, so the tabs are links. */
export function TabLinks({ label, tabs, children }: TabLinksProps) {
  return (
    <section aria-label={label}>
      <nav className={classes.ears} aria-label={label} data-many={tabs.length > MANY}>
        {tabs.map(({ name, route, icon, current }) => (
          <a
            key={name}
            className={classes.ear}
            href={hrefOf(route)}
            aria-current={current ? 'page' : undefined}
          >
            {icon}
            {name}
          </a>
        ))}
      </nav>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
