import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test('text of the usual encodings', () => {
  expect(readText(new TextEncoder().encode('grüße 猫'))).toBe('grüße 猫')
  expect(readText(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x42, 0))).toBe('AB')
  expect(readText(new Uint8Array())).toBe('')
})

test('a character cut in two at the end does not make it no text', () => {
  expect(readText(new TextEncoder().encode('a猫').subarray(0, 3))).toMatch(/^a/)
})

test('bytes that are not text', () => {
  expect(readText(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1))).toBe(undefined)
  expect(readText(Uint8Array.from({ length: 200 }, (_, i) => 128 + (i % 64)))).toBe(undefined)
})
