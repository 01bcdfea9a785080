import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REPOSITORY, readSources } from '#testing/architecture/read-sources.ts'

interface Heading {
  readonly level: number
  readonly title: string
  readonly anchor: string
}

interface Link {
  readonly text: string
  readonly target: string
}

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'src/ARCHITECTURE.md'].concat(
  readdirSync(`${REPOSITORY}docs`, { recursive: true })
    .map(name => `docs/${String(name).replaceAll('\\', '/')}`)
    .filter(name => name.endsWith('.md')),
)

/** Documents that must have a list of contents; others may. */
const WITH_CONTENTS = ['docs/protocol.md', 'docs/protocol-files.md', 'docs/protocol-wire.md']

const read = (path: string): string => readFileSync(`${REPOSITORY}${path}`, 'utf8')

const withoutFences = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '')

/** Headings with the anchors that GitHub gives them: a repeated title gets a number. */
function headingsOf(text: string): Heading[] {
  const seen = new Map<string, number>()
  return [...withoutFences(text).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', title = '']) => {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return { level: marks.length, title, anchor: count === 0 ? slug : `${slug}-${count}` }
  })
}

/** Links and images, except those inside code. */
function linksOf(text: string): Link[] {
  const prose = withoutFences(text).replaceAll(/`[^`]*`/g, 'code')
  return [...prose.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, text = '', target = '']) => ({
    text,
    target,
  }))
}

/** The list of sections above the first one, if there is one. */
function contentsOf(text: string): Link[] {
  const [top = ''] = withoutFences(text).split(/^## /m, 1)
  return [...top.matchAll(/^\s*[*-] \[([^\]]*)\]\(#([^)\s]+)\)/gm)].map(([, text = '', target = '']) => ({
    text,
    target,
  }))
}

/** The fault of a link of the document at `path`, or undefined. */
function brokenLink(path: string, { target }: Link): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined
  const [file = '', anchor] = target.split('#')
  const linked = file === '' ? path : posix.join(posix.dirname(path), file)
  if (!existsSync(`${REPOSITORY}${linked}`)) return `${path}: ${target} does not exist`
  if (anchor === undefined || !linked.endsWith('.md')) return undefined
  const isThere = headingsOf(read(linked)).some(heading => heading.anchor === anchor)
  return isThere ? undefined : `${path}: ${linked} has no section ${anchor}`
}

test('every relative link and anchor of a document resolves', () => {
  const broken = DOCUMENTS.flatMap(path => linksOf(read(path)).map(link => brokenLink(path, link)))
  expect(broken.filter(each => each !== undefined)).toEqual([])
  expect(broken.length).toBeGreaterThan(150)
})

test('every section of the protocol that a comment names exists', () => {
  const named = readSources().flatMap(({ path, text }) =>
    [
      ...text
        .replaceAll(/\s*\n\s*(?:\*|\/\/) /g, ' ')
        .matchAll(/docs\/(protocol[a-z-]*\.md), ([A-Z][A-Za-z ]+)/g),
    ].map(([, page = '', section = '']) => ({ path, page, section })),
  )
  const astray = named.filter(
    ({ page, section }) => !headingsOf(read(`docs/${page}`)).some(({ title }) => title === section.trim()),
  )
  expect(astray).toEqual([])
  expect(named.length).toBeGreaterThan(15)
})

describe('contents', () => {
  const withContents = DOCUMENTS.filter(path => contentsOf(read(path)).length > 0)

  test.each(withContents)('of %s are its sections, in order', path => {
    const sections = headingsOf(read(path)).filter(({ level }) => level === 2)
    expect(contentsOf(read(path))).toEqual(
      sections.map(({ title, anchor }) => ({ text: title, target: anchor })),
    )
  })

  test('are on the pages that are too long without', () => {
    expect(withContents).toEqual(expect.arrayContaining(WITH_CONTENTS))
  })
})

test('the check itself sees a broken link, and no link in code', () => {
  const text = ['# A', '## Two words', '## Two words', '```', '## [x](nowhere.md)', '```', '`[a](b)`'].join(
    '\n',
  )
  expect(headingsOf(text).map(({ anchor }) => anchor)).toEqual(['a', 'two-words', 'two-words-1'])
  expect(linksOf(text)).toEqual([])
  const broken = (target: string) => brokenLink('docs/protocol.md', { text: '', target })
  expect(broken('nowhere.md')).toMatch(/does not exist/)
  expect(broken('proofs.md#nowhere')).toMatch(/has no section/)
  expect(broken('#nowhere')).toMatch(/has no section/)
  expect(broken('../README.md')).toBeUndefined()
  expect(broken('https://example.org/#x')).toBeUndefined()
})
