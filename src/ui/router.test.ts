import { expect, test } from 'vitest'
import { hrefOf, parseRoute, type Route } from './router.ts'

const routes: Route[] = [
  { screen: 'overview' },
  { screen: 'wallet', panel: 'send' },
  { screen: 'wallet', panel: 'receive' },
  { screen: 'wallet', panel: 'send', to: 'tab1xyz' },
  { screen: 'mining' },
  { screen: 'blocks' },
  { screen: 'blocks', below: 120 },
  { screen: 'block', at: '17' },
  { screen: 'block', at: 'ab'.repeat(32) },
  { screen: 'tx', id: 'cd'.repeat(32) },
  { screen: 'address', address: 'tab1/odd text?' },
  { screen: 'contracts' },
  { screen: 'contracts', find: 'Token 2/3' },
  { screen: 'contract', address: 'tabc1xyz', part: 'methods' },
  { screen: 'contract', address: 'tabc1/odd text?', part: 'state' },
  { screen: 'contract', address: 'tabc1xyz', part: 'source', line: 12 },
  { screen: 'studio' },
  { screen: 'draft', id: 'a1b2' },
  { screen: 'files', show: 'all' },
  { screen: 'files', show: 'here' },
  { screen: 'files', show: 'all', find: 'here' },
  { screen: 'files', show: 'mine', find: 'a/b ?' },
  { screen: 'file', cid: 'bafkreihdwdcefgh' },
  { screen: 'file', cid: 'bafybeihdwdcefgh', path: 'autumn 1/a#b.png' },
  { screen: 'peers' },
  { screen: 'invite' },
  { screen: 'link' },
  { screen: 'link', offer: 'tabchain-link:AQ_-' },
  { screen: 'networks' },
  { screen: 'new-network' },
  { screen: 'settings' },
]

test.each(routes)('%o survives its own link', route => {
  expect(parseRoute(hrefOf(route))).toEqual(route)
})

test('a broken hash is an unknown place, not an exception', () => {
  expect(parseRoute('#/nowhere')).toEqual({ screen: 'unknown', path: 'nowhere' })
  expect(parseRoute('#/tx')).toEqual({ screen: 'unknown', path: 'tx' })
  expect(parseRoute('#/tx/%E0%A4%A')).toEqual({ screen: 'tx', id: '%E0%A4%A' })
  expect(parseRoute('#/blocks/below/x')).toEqual({ screen: 'block', at: 'below' })
  expect(parseRoute('#/contracts/tabc1/nothing')).toMatchObject({ part: 'methods' })
  expect(parseRoute('#/contracts/tabc1/state/12')).toEqual({
    screen: 'contract',
    address: 'tabc1',
    part: 'state',
  })
  expect(parseRoute('')).toEqual({ screen: 'overview' })
})
