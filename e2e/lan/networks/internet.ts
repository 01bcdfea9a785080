import type { LanCase, Network, Router } from '../lan-case.ts'
import { EVERY_PAIR } from './browser-pairs.ts'

/** A home router. Browsers treat 5.5.5.0/24 as public, unlike the ranges that are reserved for examples. */
const home = (number: 1 | 2, nat: Router['nat'], onlyAppTcp = false): Router => ({
  at: 'internet',
  outside: `5.5.5.2${number}/24`,
  inside: `192.168.${number}.1/24`,
  nat,
  multicast: 'dropped',
  onlyAppTcp,
})

/** The server on the internet, and two homes. */
const twoHomes = (first: Router, second: Router): Network => ({
  switches: { internet: { multicast: 'dropped' } },
  routers: { home1: first, home2: second },
  computers: {
    server: { at: 'internet', address: '5.5.5.10/24' },
    ann: { at: 'home1', address: '192.168.1.11/24', gateway: '192.168.1.1' },
    ben: { at: 'home2', address: '192.168.2.12/24', gateway: '192.168.2.1' },
  },
})
const TABS = [{ on: 'ann' }, { on: 'ben' }] as const

export const twoHomesCase: LanCase = {
  name: 'two-homes',
  about: 'two homes with usual routers, the server on the internet',
  network: twoHomes(home(1, 'cone'), home(2, 'cone')),
  server: [],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 2 },
}

export const oneRouter: LanCase = {
  name: 'one-router',
  about: 'two pupils behind one router that drops multicast, the server on the internet',
  network: {
    switches: { internet: { multicast: 'dropped' } },
    routers: { home1: home(1, 'cone') },
    computers: {
      server: { at: 'internet', address: '5.5.5.10/24' },
      ann: { at: 'home1', address: '192.168.1.11/24', gateway: '192.168.1.1' },
      ben: { at: 'home1', address: '192.168.1.12/24', gateway: '192.168.1.1' },
    },
  },
  server: ['--relay'],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 4 },
}

export const symmetric: LanCase = {
  name: 'symmetric',
  about: 'two homes whose routers take another port for each destination',
  network: twoHomes(home(1, 'symmetric'), home(2, 'symmetric')),
  server: ['--relay'],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 4 },
}

export const onlyTcp: LanCase = {
  name: 'only-tcp',
  about: "firewalls at both ends that let out only TCP to the app's port",
  network: twoHomes(home(1, 'cone', true), home(2, 'cone', true)),
  server: ['--relay'],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 6 },
}

export const onlyTcpHere: LanCase = {
  name: 'only-tcp-here',
  about: 'such a firewall at one end, a home at the other',
  network: twoHomes(home(1, 'cone', true), home(2, 'cone')),
  server: ['--relay'],
  tabs: TABS,
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 6 },
}
