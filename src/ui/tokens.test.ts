import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as tokens from './tokens.ts'

/** Screens name colours, distances and breakpoints, and do not bring their own. */
const UI = fileURLToPath(new URL('./', import.meta.url))
const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter(
  path => /\.(css|tsx?)$/.test(path) && !/(^tokens|\.test\.tsx?$)/.test(path),
)
const sheets = files.filter(path => path.endsWith('.css'))

/** Every place where the pattern occurs, with its file. */
function found(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap(path =>
    [...readFileSync(UI + path, 'utf8').matchAll(pattern)].map(([text]) => `${path}: ${text}`),
  )
}

test('all of the screens are seen', () => {
  expect(sheets.length).toBeGreaterThan(50)
  expect(files.length).toBeGreaterThan(300)
})

test('no colour stands outside the tokens', () => {
  expect(
    found(files, /(?<=[\s"'`(,:])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b|\b(?:rgba?|hsla?|oklch|lab)\(/gi),
  ).toEqual([])
})

test('the layout changes at the three breakpoints and nowhere else', () => {
  expect(Object.keys(tokens.BREAKPOINTS)).toHaveLength(3)
  expect(found(files, /[^\n]*(?:min|max)-width: ?\d[^\n]*\)|[^\n]*\bwidth ?[<>][^\n]*/g)).toEqual([])
  const named = new Set(
    found(sheets, /\(--[\w-]+\)(?=[^;]*\{)/g).map(place => place.replace(/.*\(--(.*)\)/, '$1')),
  )
  expect([...named].sort()).toEqual(Object.keys(tokens.BREAKPOINTS).sort())
})

test('what lies between two things is a distance of the tokens', () => {
  const most = Math.max(...tokens.SPACES)
  const written = found(sheets, /^\s*(?:(?:row-|column-)?gap|(?:padding|margin)[a-z-]*):[^;]*\d+px/gm)
  // One pixel is how far two lines overlap.
  const isDistance = (pixels: number) => pixels > 1 && pixels <= most
  const ownOnes = written.filter(place =>
    [...place.matchAll(/(\d+)px/g)].some(([, pixels]) => isDistance(Number(pixels))),
  )
  expect(ownOnes).toEqual([])
  const used = found(sheets, /(?<=var\(--space-)\d+/g).map(place => Number(place.replace(/.*: /, '')))
  expect([...new Set(used)].filter(px => !tokens.SPACES.some(space => space === px))).toEqual([])
})

test('every variable of ours that is used is there', () => {
  const names = new Set([...Object.keys(tokens.COLOURS), ...Object.keys(tokens.SIZES)])
  const used = found(files, /(?<=var\(--tab-)[\w-]+/g).map(place => place.replace(/.*: /, ''))
  expect(used.filter(name => !names.has(name))).toEqual([])
  expect([...names].filter(name => !used.includes(name))).toEqual([])
})

test('the page before its scripts has the same colours', () => {
  const page = readFileSync(`${UI}/../../index.html`, 'utf8')
  const known = JSON.stringify([tokens.PALETTES, tokens.COLOURS, tokens.MANTINE_COLOURS])
  const colours = [...page.matchAll(/#(?:[\da-f]{6}|fff)\b/g)].map(([colour]) =>
    colour.replace(/^#fff$/, '#ffffff'),
  )
  expect(colours.length).toBeGreaterThan(8)
  expect(colours.filter(colour => !known.includes(colour))).toEqual([])
})
