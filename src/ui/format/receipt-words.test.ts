import { expect, test } from 'vitest'
import type { Address } from '#chain/address.ts'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { encode } from '#chain/codec.ts'
import { FAILURES } from '#chain/rules.ts'
import { accountKey } from '#chain/state/account.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import { KINDS } from '#chain/transaction/kinds.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { changeView, contractsIn } from './change-view.ts'
import { failureWords } from './failure-words.ts'
import { kindWords } from './kind-words.ts'
import { eventView } from './receipt-event.ts'

const owner = new Uint8Array(32).fill(7) as Address
const address = formatAddress(owner)
const contract = formatContractAddress(owner)

test.each(FAILURES)('%s has words', code => {
  expect(failureWords(code)).toMatch(/^[A-Z].* .*[^.]$/)
})

test('a code of newer rules stays a code, whatever it is called', () => {
  expect(failureWords('SOMETHING_NEW')).toBe('SOMETHING_NEW')
  expect(failureWords('toString')).toBe('toString')
})

test.each(Object.keys(KINDS))('%s has words of its own', kind => {
  expect(kindWords(kind).name).not.toMatch(/^Transaction/)
})

test('an unknown kind is called by its name', () => {
  expect(kindWords('constructor').name).toBe('Transaction (constructor)')
})

test('a changed account shows what it holds now, also when nothing', () => {
  const key = accountKey(owner)
  expect(changeView({ key, value: bytesToHex(encode([12n, 3])) })).toEqual({
    type: 'account',
    address,
    balance: 12n,
    nonce: 3,
  })
  expect(changeView({ key, value: null })).toMatchObject({ balance: 0n, nonce: 0 })
})

test.each(Object.entries(KEY_SPACE))('an entry of space %s is named', (_, space) => {
  const change = changeView({ key: `${space}${bytesToHex(owner)}`, value: null })
  const isContracts = Number(space) >= Number(KEY_SPACE.contract)
  expect(change.address).toBe(isContracts ? contract : address)
  expect(JSON.stringify(change, (_, value) => String(value))).not.toMatch(/Entry/)
})

test('other entries: of nobody, or of a space to come', () => {
  expect(changeView({ key: KEY_SPACE.authorities, value: '80' })).toEqual({
    type: 'other',
    what: 'The list of authorities',
    address: undefined,
    gone: false,
  })
  expect(changeView({ key: 'ff01', value: null })).toMatchObject({ what: 'Entry ff01', gone: true })
})

test('what a contract stores has its name and its value', () => {
  const prefix = `${KEY_SPACE.storage}${bytesToHex(owner)}`
  const key = `${prefix}00${bytesToHex(utf8FromText('count'))}`
  const view = { type: 'stored', address: contract, name: 'count', key: undefined }
  expect(changeView({ key, value: '02' })).toEqual({ ...view, value: true })
  expect(changeView({ key, value: null })).toEqual({ ...view, value: undefined })

  const inMap = `${prefix}01${bytesToHex(utf8FromText('m'))}0002`
  const entry = bytesToHex(encode([4, Uint8Array.of(1)]))
  expect(changeView({ key: inMap, value: entry })).toEqual({ ...view, name: 'm', key: true, value: false })
})

test('what a contract stores is its own, whatever the key', () => {
  const key = `${KEY_SPACE.storage}${bytesToHex(owner)}00ff`
  expect(changeView({ key, value: '01' })).toEqual({
    ...{ type: 'other', what: 'A stored value', address: contract, gone: false },
  })
})

test('an account is a contract’s where the receipt shows that there is one', () => {
  const account = { key: accountKey(owner), value: bytesToHex(encode([5n, 0])) }
  const stored = { key: `${KEY_SPACE.storage}${bytesToHex(owner)}00ff`, value: null }
  expect(contractsIn([account])).toEqual([])
  expect(contractsIn([account, stored])).toEqual([contract])
  expect(changeView(account, new Set([contract]))).toMatchObject({ type: 'account', address: contract })
  expect(changeView(account, new Set([address]))).toMatchObject({ type: 'account', address })
})

test('a contract’s event is about the contract, and shows what it carries', () => {
  expect(eventView({ source: contract, name: 'voted', data: ['red', '3'] }, 'TAB')).toEqual({
    about: contract,
    text: 'voted',
    values: ['red', '3'],
  })
})

test('events name their subject, and amounts are coins', () => {
  expect(
    eventView({ source: 'stake', name: 'slashed', data: [address, '5000000', '100000', '12'] }, 'TAB'),
  ).toEqual({
    about: address,
    text: 'signed two blocks for slot 12: 5 TAB burned, 0.1 TAB paid to the reporter',
  })
  expect(eventView({ source: 'authority', name: 'removed', data: [address] }, 'TAB').text).toMatch(
    /not an authority/,
  )
  expect(eventView({ source: 'x', name: 'y', data: ['1', '2'] }, 'TAB')).toEqual({
    about: undefined,
    text: 'x y: 1, 2',
  })
})
