import type { LanCase, Network } from '../lan-case.ts'
import { EVERY_PAIR } from './browser-pairs.ts'

/** A school's wired network and its Wi-Fi, with a router between them that translates nothing. */
const SCHOOL: Network = {
  switches: { wired: { multicast: 'passes' } },
  routers: {
    wifi: {
      at: 'wired',
      outside: '10.77.0.254/24',
      inside: '10.78.0.254/24',
      nat: 'none',
      multicast: 'passes',
    },
  },
  computers: {
    server: { at: 'wired', address: '10.77.0.1/24', gateway: '10.77.0.254' },
    ann: { at: 'wired', address: '10.77.0.11/24', gateway: '10.77.0.254' },
    ben: { at: 'wifi', address: '10.78.0.12/24', gateway: '10.78.0.254' },
  },
}

export const twoSubnets: LanCase = {
  name: 'two-subnets',
  about: 'two subnets with a router between them: wired and Wi-Fi of a school',
  network: SCHOOL,
  server: [],
  tabs: [{ on: 'ann' }, { on: 'ben' }],
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 2 },
}

export const teacher: LanCase = {
  name: 'teacher',
  about: "the teacher's tab at 127.0.0.1 on the server's computer, a pupil in the other subnet",
  network: SCHOOL,
  server: [],
  tabs: [{ on: 'server', opens: '127.0.0.1' }, { on: 'ben' }],
  pairs: EVERY_PAIR,
  task: { kind: 'link', withinSeconds: 2 },
}
