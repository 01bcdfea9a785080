import { expect, test } from 'vitest'
import { readHangs, rememberHang } from './hang-memory.ts'

function memory(kept: Record<string, string> = {}) {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
  }
}
const MINUTE = 60_000

test('each suspect is remembered once', () => {
  const store = memory()
  expect(readHangs(store)).toEqual({ suspects: [], times: [] })
  rememberHang(store, 'a', 0)
  rememberHang(store, 'a', 20 * MINUTE)
  rememberHang(store, undefined, 40 * MINUTE)
  rememberHang(store, 'b', 60 * MINUTE)
  expect(readHangs(store).suspects).toEqual(['a', 'b'])
})

test('after the third hang within a quarter of an hour the page is not reloaded', () => {
  const store = memory()
  expect(rememberHang(store, undefined, 0)).toBe('restart')
  expect(rememberHang(store, undefined, 10 * MINUTE)).toBe('restart')
  expect(rememberHang(store, undefined, 20 * MINUTE)).toBe('restart')
  expect(rememberHang(store, undefined, 21 * MINUTE)).toBe('give-up')
})

test('without a memory the page is not reloaded', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  }
  expect(rememberHang(full, 'a', 0)).toBe('give-up')
})

test.each(['{', 'null', '[]', '{"suspects":5,"times":{}}', '{"suspects":[1],"times":["x"]}'])(
  'the stored text may be anything: %s',
  text => {
    expect(readHangs(memory({ 'tabchain.hangs': text }))).toEqual({ suspects: [], times: [] })
  },
)
