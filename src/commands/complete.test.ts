import { expect, test } from 'vitest'
import { complete } from './complete.ts'

test.each([
  ['st', 0, ['status']],
  ['ad', 0, ['address']],
  ['address r', 8, ['rename']],
  ['peer ', 5, ['ban', 'connect', 'disconnect', 'known']],
  ['help mine s', 10, ['start', 'stop']],
  ['blocks --', 7, ['--from', '--limit', '--json']],
  ['blocks --from 5 --', 16, ['--limit', '--json']],
  ['send main 1 x --me', 14, ['--memo']],
  ['send ma', 5, []],
  ['frob x', 5, []],
])('"%s"', (line, from, candidates) => {
  expect(complete(line, line.length)).toEqual({ from, candidates })
})

test('only what is before the cursor counts', () => {
  expect(complete('mi stop', 2)).toEqual({ from: 0, candidates: ['mine'] })
  expect(complete('', 0).candidates).toContain('help')
})
