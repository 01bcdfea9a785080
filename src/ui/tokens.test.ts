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

/** How bright a colour is to the eye, 0 to 1 (WCAG 2.2, relative luminance). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each([
  ['light', 0],
  ['dark', 1],
] as const)('text can be read on every ground in the %s', (_, scheme) => {
  const { COLOURS, MANTINE_COLOURS } = tokens
  const grounds = [COLOURS.ground, COLOURS.sunken, COLOURS.hover, MANTINE_COLOURS.body]
  const texts = [
    COLOURS.strong,
    COLOURS['accent-text'],
    COLOURS['accent-strong'],
    COLOURS['warn-text'],
    COLOURS['bad-text'],
    MANTINE_COLOURS.text,
    MANTINE_COLOURS.dimmed,
  ]
  for (const text of texts)
    for (const ground of grounds)
      expect(contrast(text[scheme], ground[scheme]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
})
