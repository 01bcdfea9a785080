/** English that has to be decoded: how it is found, an example, and what to write instead. */
interface Pattern {
  readonly found: RegExp
  readonly wrong: string
  readonly right: string
}

/**
 * The worst habits, each by its most frequent form. `src/prose.test.ts` forbids them, CONTRIBUTING.md lists
 * the examples.
 */
export const PATTERNS: readonly Pattern[] = [
  {
    found:
      /(?<!\bthere )\b(?:is|are|was|were|be|been) no (?!longer\b|more\b|less\b|fewer\b|other\b|one\b|such\b|\w+er than\b)\w+/gi,
    wrong: 'This is no invite.',
    right: 'This is not an invite.',
  },
  {
    found: /\bthat (?:is|are) none\b/gi,
    wrong: 'an option that is none',
    right: 'an unknown option',
  },
  {
    found: /\bWho (?!name\b)[a-z]+ [^.?!:;'"`<>{}=*/]*[.:;](?=[\s*]|$)/g,
    wrong: 'Who joins is offered the chain.',
    right: 'A peer that joins is offered the chain.',
  },
  {
    found: /\b(?:to|by|from|with|than) who\b(?!m)|\band who insists\b/gi,
    wrong: 'gives it to who asks',
    right: 'gives it to whoever asks',
  },
  { found: /\b(?:in|out of) step\b/gi, wrong: 'The tab is in step.', right: 'The tab is synced.' },
  {
    found:
      /\b(?:came|comes?|coming) to (?!an? (?:stop|halt|end|rest)\b)(?:an?|the|this|that|what|when|is|its|it|nothing|another|hold)\b/gi,
    wrong: 'Both engines come to the same.',
    right: 'Both engines return the same result.',
  },
  { found: /\bstumbl\w+/gi, wrong: 'Making blocks stumbled.', right: 'Block production failed.' },
  {
    found: /\b(?:tells? of|told of|(?:is|are|was|were) (?:not )?told\b(?! (?:apart|otherwise)))\b/gi,
    wrong: 'The page is told of a new block.',
    right: 'The page receives an event for a new block.',
  },
  {
    found: /\bwhat (?:came|comes)\b/gi,
    wrong: 'checks what came',
    right: 'checks each message that it receives',
  },
  { found: /\bheard of\b/gi, wrong: 'a peer that was heard of', right: 'a peer that others reported' },
  { found: /\bmakes? of\b/gi, wrong: 'what a caller makes of it', right: 'how a caller uses it' },
]

/** The rows of the table in CONTRIBUTING.md. */
export const patternTable = (): string =>
  [
    '| instead of | write |',
    '|---|---|',
    ...PATTERNS.map(({ wrong, right }) => `| \`${wrong}\` | ${right} |`),
  ].join('\n')
