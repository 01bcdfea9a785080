import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { REPOSITORY } from '../architecture/read-sources.ts'

/**
 * A node of a syntax tree (ESTree with TypeScript), of which only the fields that are looked at are known.
 */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** A source file of this repository: its text, its tree, and the docblock above a node. */
export interface ParsedSource {
  readonly path: string
  readonly text: string
  readonly body: readonly Node[]
  textOf(node: Node): string
  /** Without the asterisks, its lines joined; undefined where nothing stands directly above. */
  docOf(node: Node): string | undefined
}

export function parseSource(path: string): ParsedSource {
  const text = readFileSync(`${REPOSITORY}${path}`, 'utf8')
  const { program, comments } = parseSync(path, text)
  return {
    path,
    text,
    body: program.body as unknown as readonly Node[],
    textOf: ({ start, end }) => text.slice(start, end),
    docOf({ start }) {
      const above = comments.find(
        ({ type, end }) => type === 'Block' && end < start && /^\n?[^\S\n]*$/.test(text.slice(end, start)),
      )
      return above?.value
        .replaceAll(/^\s*\*?/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
    },
  }
}

/** Every node below and including this one. */
export function* nodesIn(node: unknown): Generator<Node> {
  if (typeof node !== 'object' || node === null) return
  if ('type' in node && 'start' in node) yield node as Node
  for (const child of Object.values(node)) yield* nodesIn(child)
}

/** The nodes that a file exports or declares at its top. */
export const declarationsIn = ({ body }: ParsedSource): Node[] =>
  body.map(node =>
    node.type === 'ExportNamedDeclaration' && node.declaration ? (node.declaration as Node) : node,
  )
