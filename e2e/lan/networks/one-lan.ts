import type { LanCase, Network, Switch } from '../lan-case.ts'
import { EVERY_PAIR } from './browser-pairs.ts'

/** Two computers and the server on one switch. */
const oneLan = (office: Switch): Network => ({
  switches: { office },
  computers: {
    server: { at: 'office', address: '10.77.0.1/24' },
    ann: { at: 'office', address: '10.77.0.11/24' },
    ben: { at: 'office', address: '10.77.0.12/24' },
  },
})
const TABS = [{ on: 'ann' }, { on: 'ben' }] as const

export const multicast: LanCase = {
  name: 'multicast',
  about: 'one LAN where multicast passes: at home, or a small office',
  network: oneLan({ multicast: 'passes' }),
  server: [],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 2 },
}

export const noMulticast: LanCase = {
  name: 'no-multicast',
  about: 'one LAN that drops multicast: most schools and companies',
  network: oneLan({ multicast: 'dropped' }),
  server: [],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 2 },
}

export const guestWifi: LanCase = {
  name: 'guest-wifi',
  about: 'a guest Wi-Fi that isolates its clients; only the server is reached',
  network: oneLan({ multicast: 'dropped', onlyTo: '10.77.0.1' }),
  server: ['--relay'],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 4 },
}

const outage = (name: string, outageSeconds: number, silent: boolean, about: string): LanCase => ({
  name,
  about,
  network: oneLan({ multicast: 'passes' }),
  server: [],
  tabs: TABS,
  pairs: ['chromium'],
  task: { kind: 'recover', outageSeconds, silent, withinSeconds: 10 },
})

export const outages = [
  outage('outage-30s', 30, true, 'half a minute without a network, which the computer does not notice'),
  outage('outage-3min', 180, true, 'three minutes without a network, which the computer does not notice'),
  outage('cable-30s', 30, false, 'the cable is pulled for half a minute'),
]
