import { readSources } from '../architecture/read-sources.ts'
import { type Node, nodesIn, parseSource } from './parse-source.ts'

/** Two words or more, which nothing but a code is written like. */
const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
/** A word alone is a code only where one is expected: first in `fail(…)` or `new XError(…)`, or as `code`. */
const WORD = /^[A-Z]{3,}$/
const FAILS = /^(?:fail|failure|refuse|violation|\w*(?:Error|Fault))$/

/** What contracts/runtime.ts calls an end before it becomes `CODE_THREW` or `CODE_TRAPPED`. */
const INSIDE = ['THROWN', 'TRAP']

/** Rooms that say nothing of their own to whoever uses the app. */
const SILENT = ['testing', 'contracts/programs', 'contracts/boundary', 'api/errors']

/** Every code that is written in `src`, with the files that have it. */
export function readCodes(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { path, isTest } of readSources()) {
    if (isTest || !path.startsWith('src/') || SILENT.some(room => path.startsWith(`src/${room}/`))) continue
    for (const node of parseSource(path).body.flatMap(each => [...nodesIn(each)])) {
      for (const code of codesOf(node)) found.set(code, [...new Set([...(found.get(code) ?? []), path])])
    }
  }
  return found
}

function codesOf(node: Node): string[] {
  const text = literal(node)
  if (text !== undefined && CODE.test(text)) return [text]
  if (node.type === 'Property' && (node.key as Node).name === 'code') return wordIn(node.value as Node)
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return []
  const name = ((node.callee as Node).name ?? '') as string
  return FAILS.test(name) ? wordIn((node.arguments as Node[])[0]) : []
}

const literal = (node: Node | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined

const wordIn = (node: Node | undefined): string[] => {
  const text = literal(node)
  return text !== undefined && WORD.test(text) && !INSIDE.includes(text) ? [text] : []
}
