import { expect, test } from 'vitest'
import { isLoadFailure } from './load-failure.ts'

test.each([
  'Failed to fetch dynamically imported module: https://tabs.example/assets/screens-1.js',
  'error loading dynamically imported module: https://tabs.example/assets/screens-1.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/screens-1.css',
])('%s', message => {
  expect(isLoadFailure(new TypeError(message))).toBe(true)
})

test('other errors are bugs', () => {
  expect(isLoadFailure(new TypeError("Cannot read properties of undefined (reading 'module')"))).toBe(false)
  expect(isLoadFailure(undefined)).toBe(false)
})
