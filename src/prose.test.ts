import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REPOSITORY } from '#testing/architecture/read-sources.ts'
import { PATTERNS, patternTable } from '#testing/prose/patterns.ts'
import { faultsInMarkdown, faultsInWords, faultsOf, textFiles, WIDTH } from '#testing/prose/read-prose.ts'

const files = textFiles()

test('texts are plain English', () => {
  const faulty = files.flatMap(path => {
    const faults = faultsOf(path)
    return faults.length > 0 ? [{ path, faults }] : []
  })
  expect(faulty).toEqual([])
})

test('every text was seen', () => {
  expect(files.filter(path => path.endsWith('.md')).length).toBeGreaterThanOrEqual(30)
  for (const folder of ['src', 'signaling', 'headless', 'scripts', 'e2e'])
    expect(files.some(path => path.startsWith(`${folder}/`))).toBe(true)
  expect(files.length).toBeGreaterThanOrEqual(1200)
})

test.each(PATTERNS)('“$wrong” is found, “$right” is not', ({ found, wrong, right }) => {
  expect(wrong).toMatch(new RegExp(found.source, found.flags.replace('g', '')))
  expect(faultsInWords(right)).toEqual([])
})

test('idioms, questions and code are left alone', () => {
  const fine = [
    'It is no longer there; there is no peer. This is no more than a hint.',
    'Who may join? Anyone.',
    'Whoever asks is served, up to whom it may concern.',
    'It came to a stop.',
  ]
  expect(fine.flatMap(faultsInWords)).toEqual([])
  expect(faultsInMarkdown('Write `is no list` here.\n```\nwhat came\n```\n')).toEqual([])
})

test('lines of prose that are too long are found, tables, headings and code are not', () => {
  const long = 'word '.repeat(WIDTH / 5 + 1)
  expect(faultsInMarkdown(`${long}\n* ${long}\n`)).toHaveLength(2)
  expect(faultsInMarkdown(`| ${long} |\n## ${long}\n\n\`\`\`\n${long}\n\`\`\`\n`)).toEqual([])
})

/** `UPDATE_DOCS=1` writes the table. */
test('the table of patterns in CONTRIBUTING.md is this one', () => {
  const file = `${REPOSITORY}CONTRIBUTING.md`
  const text = readFileSync(file, 'utf8')
  const [begin, end] = ['<!-- patterns -->\n', '\n<!-- end -->']
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf(end, from)
  if (process.env.UPDATE_DOCS) writeFileSync(file, text.slice(0, from) + patternTable() + text.slice(to))
  else expect(text.slice(from, to)).toBe(patternTable())
})
