import { expect, test } from 'vitest'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { searchTarget } from './search-target.ts'

const address = formatAddress(new Uint8Array(32).fill(3))
const contract = formatContractAddress(new Uint8Array(32).fill(3))
const CID = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
const named = new Map([['main', address]])

test.each([
  ['', { type: 'nothing' }],
  ['0', { type: 'height', height: 0 }],
  [' #120 ', { type: 'height', height: 120 }],
  ['AB'.repeat(32), { type: 'hash', hash: 'ab'.repeat(32) }],
  ['1'.repeat(64), { type: 'hash', hash: '1'.repeat(64) }],
  [address, { type: 'address', address }],
  [address.toUpperCase(), { type: 'address', address }],
  ['main', { type: 'address', address }],
  [contract, { type: 'address', address: contract }],
  [CID, { type: 'file', cid: CID }],
  [`ipfs://${CID.toUpperCase()}`, { type: 'file', cid: CID }],
  [contract.toUpperCase(), { type: 'address', address: contract }],
])('%s', (typed, target) => {
  expect(searchTarget(typed, named)).toEqual(target)
})

test.each([
  ['ab12', /64 hexadecimal digits, this has 4/],
  ['tab1qqq', /address is not valid: a part is missing/],
  ['tabc1qqq', /address is not valid: a part is missing/],
  ['pizza', /Write a height/],
  [CID.slice(0, -1), /This CID is not valid/],
  ['QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPBdG', /CID of version 0/],
])('%s is unclear, and the answer says what to do', (typed, message) => {
  expect(searchTarget(typed, named)).toMatchObject({
    type: 'unclear',
    message: expect.stringMatching(message),
  })
})
