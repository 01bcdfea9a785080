import { expect, test } from 'vitest'
import { BugError } from './assert.ts'
import { JudgingFault, judged, judgedLater } from './judged.ts'

const thing = { what: 'block', id: 'ab', height: 7, step: 'apply' } as const
const failing = (error: unknown) => () => {
  throw error
}

class FullDisk extends Error {
  readonly code = 'STORAGE_FULL'
}

test.each([
  new BugError('a failed assertion'),
  new TypeError('undefined is not a function'),
  new RangeError('Maximum call stack size exceeded'),
  'a text',
])('an error while a thing is judged says what it was about: %s', async error => {
  const expected = expect.objectContaining({ code: 'JUDGING_FAULT', judged: thing, cause: error })
  expect(() => judged(thing, failing(error))).toThrow(expected)
  await expect(judgedLater(thing, async () => failing(error)())).rejects.toEqual(expected)
  expect(() => judged(thing, failing(error))).toThrow(JudgingFault)
})

test('a fault of the environment passes unchanged, and so does an error that already names its thing', async () => {
  for (const error of [new FullDisk(), new JudgingFault(thing, new Error())]) {
    expect(() => judged({ ...thing, id: 'cd' }, failing(error))).toThrow(error)
    await expect(judgedLater({ ...thing, id: 'cd' }, async () => failing(error)())).rejects.toBe(error)
  }
})

test('a result is returned', async () => {
  expect(judged(thing, () => 1)).toBe(1)
  expect(await judgedLater(thing, async () => 2)).toBe(2)
})
