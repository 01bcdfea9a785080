import { expect, test } from 'vitest'
import type { Summary } from '#storage/live-queries.ts'
import { namedId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import { syncWords } from './sync-words.ts'

const network = (change: Partial<Summary['network']>): Summary['network'] => ({
  key: 'network',
  id: namedId(''),
  name: 'Test',
  symbol: 'T',
  consensus: 'pow',
  peerId: testPeer(''),
  signaling: 'online',
  peers: 1,
  others: 0,
  ...change,
})
const sync = (change: Partial<Summary['sync']>): Summary['sync'] => ({
  key: 'sync',
  state: 'idle',
  target: 10,
  height: 10,
  ...change,
})

test('before the node has spoken it is starting', () => {
  expect(syncWords(undefined, undefined).text).toBe('Starting')
})

test('catching up says how far, and never 100% before it is done', () => {
  expect(syncWords(sync({ state: 'bodies', height: 999, target: 1000 }), network({}))).toEqual({
    tone: 'busy',
    text: 'Catching up, 99%',
    percent: 99,
  })
  expect(syncWords(sync({ state: 'headers', height: 0, target: 50 }), network({})).text).toBe(
    'Checking headers, 0%',
  )
})

test('with peers it is synced; without, it looks for them or is alone', () => {
  expect(syncWords(sync({}), network({})).text).toBe('Synced')
  expect(syncWords(sync({}), network({ peers: 0, signaling: 'connecting' })).text).toBe('Looking for peers')
  expect(syncWords(sync({}), network({ peers: 0 })).text).toBe('Alone')
})

test('without a link to tabs that are there it is not alone', () => {
  expect(syncWords(sync({}), network({ peers: 0, others: 1 })).text).toBe('Linking')
  const trouble = { code: 'DIAL_BLOCKED', message: '' }
  expect(syncWords(sync({}), network({ peers: 0, others: 1, trouble }))).toEqual({
    tone: 'bad',
    text: 'No link',
  })
  expect(syncWords(sync({}), network({ peers: 0, others: 1, signaling: 'offline' })).text).toBe('Alone')
})

test('a node that does not run claims nothing else', () => {
  expect(syncWords(sync({}), network({}), 'paused').text).toBe('Paused')
  expect(syncWords(sync({}), network({}), 'stopped').text).toBe('Stopped')
  expect(syncWords(sync({}), network({}), 'behind').text).toBe('Behind')
})
