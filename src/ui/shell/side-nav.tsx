import { t } from '@lingui/core/macro'
import { Logo } from '../components/logo.tsx'
import { useNode } from '../node-context.tsx'
import { hrefOf, type Route } from '../router.ts'
import { placesOf } from './places.tsx'
import classes from './side-nav.module.css'

/** The navigation of a wide screen. */
export function SideNav({ route, profile }: { readonly route: Route; readonly profile: number }) {
  const { genesis, lab = false } = useNode()
  return (
    <div className={classes.side}>
      <a className={classes.brand} href={hrefOf({ screen: 'overview' })}>
        <Logo size={30} />
        Tabchain
      </a>
      <nav aria-label={t`Main`}>
        <ul className={classes.list}>
          {placesOf(genesis.consensus.type, lab).map(({ name, route: to, icon: Icon, screens }) => (
            <li key={name}>
              <a
                className={classes.link}
                href={hrefOf(to)}
                aria-current={screens.includes(route.screen) ? 'page' : undefined}
              >
                <Icon size={19} stroke={1.7} aria-hidden="true" />
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className={classes.foot}>
        {t`Profile ${profile}`}
        <br />
        {t`This tab is a complete node.`}
      </p>
    </div>
  )
}
