import { expect, test } from 'vitest'
import { cidProblem, fileTarget, isFileCid } from './file-target.ts'

const CID = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'

test('a whole CID is opened, anything else is a name', () => {
  expect(fileTarget(` ${CID} `)).toEqual({ type: 'cid', cid: CID })
  expect(fileTarget(`ipfs://${CID}`)).toEqual({ type: 'cid', cid: CID })
  expect(fileTarget('holiday')).toEqual({ type: 'name' })
  expect(fileTarget('bafflement')).toEqual({ type: 'name' })
})

test.each([
  [CID.slice(0, -1), /CID is not valid/],
  [CID.replace('bafk', 'bafz'), /not right|does not name a file/],
  ['QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPBdG', /version 0/],
  // A block of the chain: dag-cbor.
  ['bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy', /does not name a file/],
])('%s is wrong, and it says why', (text, message) => {
  expect(fileTarget(text)).toMatchObject({ type: 'wrong', message: expect.stringMatching(message) })
  expect(cidProblem(text)).toMatch(message)
  expect(isFileCid(text)).toBe(false)
})

test('a word is not a CID either', () => {
  expect(cidProblem('holiday')).toMatch(/not a CID/)
  expect(cidProblem(CID)).toBe(undefined)
  expect(isFileCid(CID)).toBe(true)
})
