import { expect, test } from 'vitest'
import { formatContractAddress } from '#chain/address.ts'
import { encode } from '#chain/codec.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import type { Value } from '#contracts/value.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { changesInWords } from './change-words.ts'

const contract = new Uint8Array(32).fill(7)
const address = formatContractAddress(contract)
const owned = (space: string, key = '') => `${space}${bytesToHex(contract)}${key}`
const nameHex = (name: string) => bytesToHex(utf8FromText(name))

function stored(value: Value): Uint8Array {
  const encoded = encodeValue(value)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.value
}

test('fields, entries of maps and balances are said as the contract calls them; bookkeeping is not', () => {
  const changes = [
    { key: owned('00'), value: bytesToHex(encode([2_500_000n, 0])) },
    { key: owned('05'), value: '80' },
    { key: owned('07', `00${nameHex('votes')}`), value: bytesToHex(stored([1, 0])) },
    { key: owned('07', `00${nameHex('old')}`), value: null },
    {
      key: owned('07', `01${nameHex('voters')}00${bytesToHex(stored('ada'))}`),
      value: bytesToHex(encode([0, stored(1n)])),
    },
    { key: owned('08', `01${nameHex('voters')}00`), value: '000000000001' },
  ]
  expect(changesInWords(changes, new Set([address]))).toEqual([
    { what: `balance of ${address}`, now: 2_500_000n },
    { what: 'votes', now: '[1, 0]' },
    { what: 'old', now: undefined },
    { what: 'voters["ada"]', now: '1n' },
  ])
})
