import { expect, test } from 'vitest'
import { type ArgumentDraft, argumentsOf, readingOf } from './argument-draft.ts'
import { parameterView } from './parameter.ts'

const typed = (...texts: string[]): ArgumentDraft[] => texts.map(text => ({ text, chosen: undefined }))
const parameters = (...texts: string[]) => texts.map(parameterView)

test('arguments are the fields in order; empty ones at the end give none', () => {
  const poll = parameters('question', 'options', 'minutes = null')
  expect(argumentsOf(poll, typed('Where to?', '["sea", "hills"]', ''))).toEqual({
    ok: true,
    value: ['Where to?', ['sea', 'hills']],
  })
  expect(argumentsOf(poll, typed('', '', ''))).toEqual({ ok: true, value: [] })
})

test('an empty field before one that is given is said to be needed', () => {
  const result = argumentsOf(parameters('to', 'amount', 'note'), typed('', '5n', ''))
  expect(result.ok || [...result.error.keys()]).toEqual([0])
})

test('chosen to be nothing or empty text, it is given', () => {
  const drafts: ArgumentDraft[] = [
    { text: '', chosen: 'nothing' },
    { text: '', chosen: 'text' },
  ]
  expect(argumentsOf(parameters('a', 'b'), drafts)).toEqual({ ok: true, value: [null, ''] })
})

test('unreadable arguments are reported by index', () => {
  const result = argumentsOf(parameters('a', 'b'), typed('1', '1.5'))
  expect(result.ok || [...result.error.keys()]).toEqual([1])
})

test('a rest parameter spreads its list', () => {
  const rest = parameters('first', '...more')
  expect(argumentsOf(rest, typed('1', '[2, 3]'))).toEqual({ ok: true, value: [1, 2, 3] })
  expect(argumentsOf(rest, typed('1', '2'))).toEqual({ ok: true, value: [1, 2] })
  expect(argumentsOf(rest, typed('1', ''))).toEqual({ ok: true, value: [1] })
})

test('a choice holds while the text can be that', () => {
  expect(readingOf({ text: '52', chosen: 'bigint' })).toBe('bigint')
  expect(readingOf({ text: '52 apples', chosen: 'bigint' })).toBe('text')
  expect(readingOf({ text: '', chosen: 'bigint' })).toBe('absent')
})
