import { expect, test } from 'vitest'
import { GLYPH_COLORS, glyphOf } from './glyph.ts'

test('a picture is a function of the text, and symmetric', () => {
  const shape = glyphOf('tab1example')
  expect(glyphOf('tab1example')).toEqual(shape)
  for (const [x, y] of shape.cells) expect(shape.cells).toContainEqual([4 - x, y])
})

test('texts that differ in one character rarely share a picture, and every colour is used', () => {
  const pictures = new Set<string>()
  const colors = new Set<number>()
  for (let i = 0; i < 500; i++) {
    const shape = glyphOf(`tab1example${i}`)
    pictures.add(JSON.stringify(shape))
    colors.add(shape.color)
  }
  expect(pictures.size).toBeGreaterThan(490)
  expect(colors.size).toBe(GLYPH_COLORS)
})
