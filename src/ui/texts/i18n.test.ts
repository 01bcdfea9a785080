import { plural } from '@lingui/core/macro'
import { expect, test } from 'vitest'

const blocks = (count: number) => plural(count, { one: '# block', other: '# blocks' })

test('plurals are those of English, and digits are grouped by no-break spaces', () => {
  expect([0, 1, 2].map(blocks)).toEqual(['0 blocks', '1 block', '2 blocks'])
  expect(blocks(1_234_567)).toBe('1\u00a0234\u00a0567 blocks')
})
