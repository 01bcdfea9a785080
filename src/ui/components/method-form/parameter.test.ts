import { expect, test } from 'vitest'
import { PARAMETER_NAME_SHOWN } from '../../limits.ts'
import { parameterView, takesAddress } from './parameter.ts'

test.each([
  ['amount', { name: 'amount', fallback: undefined, isRest: false }],
  ['minutes = null', { name: 'minutes', fallback: 'null', isRest: false }],
  ['{ a, b = 1 } = {}', { name: '{ a, b = 1 }', fallback: '{}', isRest: false }],
  ['{ b }', { name: '{ b }', fallback: undefined, isRest: false }],
  ['...more', { name: 'more', fallback: undefined, isRest: true }],
  ['is = (a = 1) => a', { name: 'is', fallback: '(a = 1) => a', isRest: false }],
  ['', { name: 'value', fallback: undefined, isRest: false }],
])('%s', (text, view) => expect(parameterView(text)).toEqual(view))

test('a pattern as long as a source is cut', () => {
  const { name, fallback } = parameterView(`${'x'.repeat(5_000)} = ${'y'.repeat(5_000)}`)
  expect(name).toHaveLength(PARAMETER_NAME_SHOWN + 1)
  expect(fallback).toHaveLength(PARAMETER_NAME_SHOWN + 1)
})

test('somebody is guessed from a name', () => {
  expect(['to', 'owner', 'fromAddress', 'spender'].every(takesAddress)).toBe(true)
  expect(['amount', 'total', 'option', 'minutes'].some(takesAddress)).toBe(false)
})
