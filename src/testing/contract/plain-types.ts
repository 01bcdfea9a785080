import { known } from '#lib/assert.ts'
import { declarationsIn, type Node, nodesIn, type ParsedSource, parseSource } from './parse-source.ts'

/** Events are emitted as they are: what is absent stays so. */
const EVENTS = 'src/api/events.ts'

/** Where the types of results are, from which those of commands follow. */
const SOURCES = [
  'src/api/results.ts',
  'src/api/contract-results.ts',
  'src/api/file-results.ts',
  'src/api/lab-results.ts',
  'src/api/trace-result.ts',
  'src/api/network-parameters.ts',
  'src/api/calls/sending.ts',
  EVENTS,
  'src/commands/help.ts',
  'src/commands/search.ts',
]

/**
 * Names that `public/tabchain.d.ts` has for what is called otherwise here; `Result` at the end of a name
 * goes.
 */
const NAMES: Readonly<Record<string, string>> = {
  AddressResult: 'OwnAddress',
  ContractSimulateResult: 'Simulation',
  ContractStepResult: 'Outcome',
  ContractRehearsalResult: 'Rehearsal',
  ContractTraceResult: 'Trace',
  ContractMethodResult: 'Method',
  EventResult: 'NodeEvent',
  LabAttackResult: 'LabAttackResult',
  ProvenStatement: 'Statement',
  WaitingResult: 'WaitingBlocks',
  ContractValue: 'unknown',
}

/** Those that the hand-written part of that file has. */
const BY_HAND = ['NodeEvent', 'unknown', 'Record', 'Partial', 'Uint8Array']

interface Declared {
  readonly node: Node
  readonly source: ParsedSource
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The types of results as plain JSON has them: amounts and other bigints are text, what may be absent is null
 * (unless its docblock says that it is absent), and a file is its bytes. `tabchain-types.test-d.ts` holds
 * them against what commands resolve to.
 */
export class PlainTypes {
  readonly #declared = new Map<string, Declared>()
  readonly #wanted = new Set<string>()

  constructor() {
    for (const path of SOURCES) {
      const source = parseSource(path)
      for (const node of declarationsIn(source)) {
        if (/^TS(?:Interface|TypeAlias)Declaration$/.test(node.type)) {
          this.#declared.set((node.id as Node).name as string, { node, source })
        }
      }
    }
  }

  /** A type as it is written, for plain JSON; the types that it names will be among {@link declarations}. */
  plain(node: Node, source: ParsedSource): string {
    const edits = [...nodesIn(node)].flatMap(each => this.#editOf(each, source))
    return applied(source.text, node, edits)
  }

  /** Asks for a type by its name here. */
  want(name: string): string {
    if (this.#declared.has(name)) this.#wanted.add(name)
    return NAMES[name] ?? name.replace(/Result$/, '')
  }

  /** What was asked for, and whatever that names, in the order of asking. */
  declarations(): string[] {
    const written: string[] = []
    // a set grows while it is gone through
    for (const name of this.#wanted) {
      if (BY_HAND.includes(NAMES[name] ?? name)) continue
      const { node, source } = known(this.#declared.get(name), `a type ${name}`)
      const doc = source.docOf(node) ?? source.docOf({ ...node, start: node.start - 'export '.length })
      written.push(`${docblock(doc, '')}export ${this.plain(node, source)}`)
    }
    return written
  }

  #editOf(node: Node, source: ParsedSource): Edit[] {
    const { start, end, type } = node
    if (type === 'TSBigIntKeyword') return [{ start, end, text: 'string' }]
    if (type === 'TSPropertySignature') return this.#fieldEdits(node, source)
    const name = NAMED.includes(type) ? ((node.typeName ?? node.expression ?? node.id) as Node) : undefined
    if (name?.type !== 'Identifier') return []
    return [{ start: name.start, end: name.end, text: this.want(name.name as string) }]
  }

  #fieldEdits(node: Node, source: ParsedSource): Edit[] {
    const key = node.key as Node
    const type = (node.typeAnnotation as Node).typeAnnotation as Node
    if (source.textOf(type) === 'Blob') {
      return [{ start: node.start, end: type.end, text: 'bytes: Uint8Array' }]
    }
    if (node.optional !== true || source.path === EVENTS || /\babsent\b/.test(source.docOf(node) ?? ''))
      return []
    return [
      { start: key.end, end: key.end + 1, text: '' },
      { start: type.end, end: type.end, text: ' | null' },
    ]
  }
}

const NAMED = ['TSTypeReference', 'TSInterfaceHeritage', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration']

/** Edits within others are part of them. */
function applied(text: string, { start, end }: Node, edits: readonly Edit[]): string {
  let out = ''
  let at = start
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (edit.start < at) continue
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at, end)
}

const WIDTH = 110

/** A docblock with this indentation and a line break at its end. */
export function docblock(text: string | undefined, indent: string): string {
  if (text === undefined) return ''
  if (`${indent}/** ${text} */`.length <= WIDTH) return `${indent}/** ${text} */\n`
  const lines: string[] = []
  const room = WIDTH - `${indent} * `.length
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line === undefined || `${line} ${word}`.length > room) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return [`${indent}/**`, ...lines.map(line => `${indent} * ${line}`), `${indent} */\n`].join('\n')
}
