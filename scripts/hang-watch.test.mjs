import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HangWatch } from './hang-watch.mjs'

let hung
let watch
beforeEach(() => {
  vi.useFakeTimers()
  hung = []
  watch = new HangWatch(1_000, (file, doing) => hung.push([file, doing]))
})
afterEach(() => vi.useRealTimers())

test('a file that is silent for too long is named once, with its last activity', () => {
  watch.alive('a', 'loading')
  vi.advanceTimersByTime(900)
  watch.alive('a', 'in a test')
  vi.advanceTimersByTime(999)
  expect(hung).toEqual([])
  vi.advanceTimersByTime(5_000)
  expect(hung).toEqual([['a', 'in a test']])
})

test('files are watched separately, and one that ended is not watched', () => {
  watch.alive('a', 'in a test')
  watch.alive('b', 'in another')
  vi.advanceTimersByTime(500)
  watch.ended('a')
  watch.alive('c', 'loading')
  watch.ended('never seen')
  vi.advanceTimersByTime(500)
  expect(hung).toEqual([['b', 'in another']])
})
