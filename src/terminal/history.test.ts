import { expect, test } from 'vitest'
import { MAX_TERMINAL_LINE, MAX_TERMINAL_LINES } from '#api/limits.ts'
import { History } from './history.ts'

test('the arrows go up to the oldest line and back down to the line being typed', () => {
  const history = new History(['one', 'two'])
  expect(history.older('half')).toBe('two')
  expect(history.older('two')).toBe('one')
  expect(history.older('one')).toBeUndefined()
  expect(history.newer()).toBe('two')
  expect(history.newer()).toBe('half')
  expect(history.newer()).toBeUndefined()
})

test('an added line is the last, and the position is below it', () => {
  const history = new History(['one', 'two'])
  history.older('')
  history.older('')
  expect(history.add('three')).toBe(true)
  expect(history.older('')).toBe('three')
})

test.each([
  ['a blank line', '  '],
  ['the same line again', 'two'],
  ['a line that begins with a blank', ' wallet unlock'],
  ['a line that is too long', 'x'.repeat(MAX_TERMINAL_LINE + 1)],
])('%s is not kept', (_, line) => {
  const history = new History(['one', 'two'])
  expect(history.add(line)).toBe(false)
  expect(history.lines).toEqual(['one', 'two'])
})

test('the history is bounded', () => {
  const history = new History(Array.from({ length: MAX_TERMINAL_LINES + 5 }, (_, i) => `line ${i}`))
  expect(history.lines).toHaveLength(MAX_TERMINAL_LINES)
  history.add('last')
  expect(history.lines).toHaveLength(MAX_TERMINAL_LINES)
  expect(history.lines.at(-1)).toBe('last')
  history.replace([])
  expect(history.older('x')).toBeUndefined()
})
