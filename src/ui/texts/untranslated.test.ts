import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { readSources } from '#testing/architecture/read-sources.ts'

/** Names and examples of what programs read are the same in every language. */
const NOT_TEXTS = [
  ...['Tabchain', 'MIT', 'CID', 'COIN', 'n', 'true', 'false'],
  ...['tab1…', '12D3Koo…', '0x…', '…n', 'https://…', '{ "header": …, "proof": … }'],
  '-----BEGIN PRIVATE KEY-----\n…',
]

/** Attributes that a person reads or hears. */
const TEXT_ATTRIBUTES = [
  ...['title', 'label', 'placeholder', 'description', 'error', 'alt', 'aria-label', 'closeButtonLabel'],
  ...['name', 'what', 'action', 'back', 'text', 'note'],
]

interface Part {
  readonly type: string
  readonly [key: string]: unknown
}

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const partsOf = (part: Part): Part[] => Object.values(part).flat().filter(isPart)

/** The texts of a source that stand in JSX as literals, so that no other language can replace them. */
function literalTexts(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source)
  expect(errors, path).toEqual([])
  return textsIn(program as unknown as Part).filter(text => /\p{L}/u.test(text) && !NOT_TEXTS.includes(text))
}

/** In a message, the texts between its elements are part of it; the attributes of its elements are not. */
function textsIn(part: Part, inMessage = false): string[] {
  if (part.type === 'JSXText') return inMessage ? [] : [String(part.value).trim()]
  const isMessage = inMessage || nameOf(part.openingElement) === 'Trans'
  const below = partsOf(part).flatMap(each => textsIn(each, isMessage))
  if (part.type === 'JSXAttribute')
    return TEXT_ATTRIBUTES.includes(nameOf(part) ?? '') ? [...shownLiterals(part.value), ...below] : below
  const children = isMessage || !Array.isArray(part.children) ? [] : (part.children as Part[])
  return [...children.flatMap(shownLiterals), ...below]
}

/** The literals to which an expression may evaluate; those in calls and in tagged templates are not. */
function shownLiterals(part: unknown): string[] {
  if (!isPart(part)) return []
  switch (part.type) {
    case 'Literal':
      return typeof part.value === 'string' ? [part.value] : []
    case 'TemplateLiteral':
      return [(part.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…')]
    case 'JSXExpressionContainer':
      return shownLiterals(part.expression)
    case 'ConditionalExpression':
      return [part.consequent, part.alternate].flatMap(shownLiterals)
    case 'LogicalExpression':
      return [part.left, part.right].flatMap(shownLiterals)
    default:
      return []
  }
}

function nameOf(part: unknown): string | undefined {
  if (!isPart(part)) return undefined
  const { name } = part
  return isPart(name) && typeof name.name === 'string' ? name.name : undefined
}

test('every text of a screen is in the catalogue', () => {
  const sources = readSources().filter(({ path, isTest }) => path.startsWith('src/ui/') && !isTest)
  const found = sources.flatMap(({ path, text }) =>
    literalTexts(path, text).map(literal => ({ path, literal })),
  )
  expect(sources.length).toBeGreaterThan(300)
  expect(found).toEqual([])
})

test.each([
  ['<p>A text</p>', ['A text']],
  ['<p title="A text">5</p>', ['A text']],
  ['<p>{a ? "one" : b ?? `two`}</p>', ['one', 'two']],
  ['<X action={<b>A text</b>} label={a && "one"} />', ['A text', 'one']],
  ['<p className="name" id="x">{t`A text`} {f("x")} · <Trans>A <b>text</b>{" "}</Trans></p>', []],
  ['<Trans>A <b title="one">text</b></Trans>', ['one']],
])('%s', (source, texts) => {
  expect(literalTexts('a.tsx', `const a = ${source}`)).toEqual(texts)
})
