import { expect, test } from 'vitest'
import { renderJson } from './json-text.ts'

test('it is the same value, and nothing in it steers a terminal', () => {
  const result = { memo: '\u001b[2J\u009b2J\u202e\u{e0001}', list: [1, null, true] }
  const text = renderJson(result)
  expect(JSON.parse(text)).toEqual(result)
  expect(text).toMatch(/^[\x20-\x7e\n]*$/)
})

test('bytes are hex, and no result is null', () => {
  expect(renderJson({ bytes: Uint8Array.of(0, 255) })).toBe('{\n  "bytes": "00ff"\n}')
  expect(renderJson(undefined)).toBe('null')
})
