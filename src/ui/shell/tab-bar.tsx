import { t } from '@lingui/core/macro'
import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useNode } from '../node-context.tsx'
import { hrefOf, type Route } from '../router.ts'
import { PLACES_IN_TAB_BAR, type Place, placesOf } from './places.tsx'
import classes from './tab-bar.module.css'

/** The navigation of a phone, at the bottom of the screen. */
export function TabBar({ route }: { readonly route: Route }) {
  const { genesis, lab = false } = useNode()
  const places = placesOf(genesis.consensus.type, lab)
  const more = places.slice(PLACES_IN_TAB_BAR)
  const current = (place: Place) => (place.screens.includes(route.screen) ? 'page' : undefined)

  return (
    <nav className={classes.bar} aria-label={t`Main`}>
      {places.slice(0, PLACES_IN_TAB_BAR).map(place => (
        <a key={place.name} className={classes.tab} href={hrefOf(place.route)} aria-current={current(place)}>
          <place.icon size={22} stroke={1.6} aria-hidden="true" />
          {place.name}
        </a>
      ))}
      <Menu position="top-end" width={220} shadow="lg" radius="md">
        <Menu.Target>
          <UnstyledButton className={classes.tab} aria-current={more.some(current) ? 'true' : undefined}>
            <IconDots size={22} stroke={1.6} aria-hidden="true" />
            {t`More`}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {more.map(place => (
            <Menu.Item
              key={place.name}
              component="a"
              href={hrefOf(place.route)}
              aria-current={current(place)}
              leftSection={<place.icon size={20} stroke={1.6} aria-hidden="true" />}
              h={48}
              fz="md"
            >
              {place.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}
