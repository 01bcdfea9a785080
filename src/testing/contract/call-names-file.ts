import { readCalls } from './read-calls.ts'

/** `src/api/call-names.ts`, which follows from the calls. */
export function callNamesFile(): string {
  const entries = [...readCalls()].map(([name, { does }]) => `  ${name}: ${quoted(firstSentence(does))},`)
  return `import type { CallName } from './calls.ts'

/** What each call does, in one sentence. \`node scripts/docs.mjs\` takes it from the docblocks in \`calls/\`. */
// biome-ignore format: one line for each call
export const CALL_SENTENCES = {
${entries.join('\n')}
} satisfies Record<CallName, string>

export const CALL_NAMES = Object.keys(CALL_SENTENCES) as readonly CallName[]
`
}

/** Without its point. */
export const firstSentence = (text: string): string =>
  (/^(.*?)\.(?=\s|$)/.exec(text) ?? [text, text])[1] ?? text

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
