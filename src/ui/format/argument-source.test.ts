import { expect, test } from 'vitest'
import type { ContractValue } from '#api/contract-results.ts'
import { argumentList } from '#commands/contract-kinds.ts'
import { argumentSource } from './argument-source.ts'

const VALUES: readonly ContractValue[] = [
  ...[null, true, 5, -5n, 10n ** 30n, 'sea and hills', '5', '', '0x00', Uint8Array.of(0, 255)],
  ...[['sea', 2n, [Uint8Array.of(7)]], { by: 2n, to: null, deep: { list: [1, '2'] } }],
]

test.each(VALUES)('%o is read back as it was', value => {
  const read = argumentList.words?.([argumentSource(value)], 'args')
  expect(read?.ok && read.value).toEqual([value])
})
