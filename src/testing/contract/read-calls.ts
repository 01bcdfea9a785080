import { readdirSync } from 'node:fs'
import { known } from '#lib/assert.ts'
import { REPOSITORY } from '../architecture/read-sources.ts'
import { declarationsIn, type Node, nodesIn, type ParsedSource, parseSource } from './parse-source.ts'

const FOLDER = 'src/api/calls'

/** What the source of a call says of it, beside what `CALLS` has at run time. */
export interface WrittenCall {
  /** Its docblock. */
  readonly does: string
  /** The type of its result, as it is written. */
  readonly gives: string
  readonly givesNode: Node
  readonly source: ParsedSource
  /** Codes that are its own: its readers have theirs, and some are every call's. */
  readonly codes: readonly string[]
}

/** Every call of `api/calls/` by its name. */
export function readCalls(): ReadonlyMap<string, WrittenCall> {
  const sources = readdirSync(`${REPOSITORY}${FOLDER}`).map(name => parseSource(`${FOLDER}/${name}`))
  const unions = new Map(sources.flatMap(source => declarationsIn(source).flatMap(unionOf)))
  const calls = sources.flatMap(source =>
    declarationsIn(source)
      .flatMap(node => [...nodesIn(node)])
      .flatMap(node => callOf(source, node, unions)),
  )
  return new Map(calls)
}

/** The codes of a union that calls share, by its name in `calls/`. */
export function readUnion(name: string): readonly string[] {
  const sources = readdirSync(`${REPOSITORY}${FOLDER}`).map(file => parseSource(`${FOLDER}/${file}`))
  const unions = new Map(sources.flatMap(source => declarationsIn(source).flatMap(unionOf)))
  return codesIn(known(unions.get(name), `the union ${name} in ${FOLDER}`), unions).toSorted()
}

/** `type Ran = 'CODE_THREW' | …` */
function unionOf(node: Node): (readonly [string, Node])[] {
  if (node.type !== 'TSTypeAliasDeclaration') return []
  return [[(node.id as Node).name as string, node.typeAnnotation as Node]]
}

/** `name: takes({ … }).gives<Result, Codes>()` */
function callOf(
  source: ParsedSource,
  node: Node,
  unions: ReadonlyMap<string, Node>,
): (readonly [string, WrittenCall])[] {
  const value = node.value as Node | undefined
  if (node.type !== 'Property' || value?.type !== 'CallExpression') return []
  const callee = value.callee as Node
  if (callee.type !== 'MemberExpression' || (callee.property as Node).name !== 'gives') return []

  const name = (node.key as Node).name as string
  const [gives, codes] = (value.typeArguments as { params: Node[] }).params
  return [
    [
      name,
      {
        does: known(source.docOf(node), `a docblock of the call ${name}`),
        gives: source.textOf(known(gives, `a result of ${name}`)),
        givesNode: known(gives, `a result of ${name}`),
        source,
        codes: [...new Set(codes ? codesIn(codes, unions) : [])].toSorted(),
      },
    ],
  ]
}

function codesIn(type: Node, unions: ReadonlyMap<string, Node>): string[] {
  if (type.type === 'TSUnionType') return (type.types as Node[]).flatMap(each => codesIn(each, unions))
  if (type.type === 'TSLiteralType') return [(type.literal as Node).value as string]
  const name = ((type.typeName as Node | undefined)?.name ?? '') as string
  return codesIn(known(unions.get(name), `the union ${name} in ${FOLDER}`), unions)
}
