import { expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { ENGINE_WORDS } from '../engines/engine-words.ts'
import { producingShort, producingWords, waitingSentence } from './producing-words.ts'

const row = { on: true, search: true, searching: false, hashrate: 1_500, blocksFound: 2 }

test('a miner is off, waits, or searches at its rate', () => {
  expect(producingShort(undefined)).toBe('off')
  expect(producingShort({ ...row, on: false })).toBe('off')
  expect(producingWords(row, ENGINE_WORDS.pow)).toBe('waiting for transactions')
  expect(producingWords({ ...row, searching: true }, ENGINE_WORDS.pow)).toBe('1.5\u00a0kH/s, 2 blocks mined')
})

test('one block on request is searched for while mining is off', () => {
  expect(producingShort({ ...row, on: false, searching: true })).toBe('1.5\u00a0kH/s')
})

test('who does not search is on or off', () => {
  expect(producingShort({ ...row, search: false })).toBe('on')
  expect(producingWords({ ...row, search: false }, ENGINE_WORDS.poa)).toBe('on, 2 blocks made')
})

test('a reason is a sentence with names', () => {
  const [own, other] = [1, 2].map(fill => formatAddress(new Uint8Array(32).fill(fill))) as [string, string]
  const nameOf = (address: string) => (address === own ? 'main' : undefined)
  expect(waitingSentence(`it is the turn of ${own}; then ${other}`, nameOf)).toMatch(
    /^It is the turn of main; then tab1\w{6}…\w{6}\.$/,
  )
  expect(waitingSentence('done.', nameOf)).toBe('Done.')
})
