import { type AnyNode, type Function as FunctionNode, type Program, parse, type Statement } from 'acorn'
import { MAX_INSTRUMENTED, MAX_NAMES } from './limits.ts'
import { childrenOf, lexicalNames, patternNames, varNames } from './names.ts'

/**
 * The function of a trace's sandbox that is called before every statement (trace-prelude.js), and the
 * parameter of the function that reads names.
 */
export const STEP = '$$step'
const AT = '$$at'

type Item = Program['body'][number]

/** The names of a scope, innermost scopes last. */
interface Scope {
  readonly names: readonly string[]
  /** In a module: the names that functions show. Its constants and functions are the source itself. */
  readonly inFunctions?: readonly string[]
}

/**
 * The same program with a report before every statement: `$$step(line, 'a,b', $$at => $$at < 1 ? a : b);`.
 * The function reads a name only on request, so that names without a value yet do no harm. Everything is
 * inserted within lines, so that line numbers stay. Undefined where the parser does not know the syntax, or
 * the source contains the inserted names: the source then runs unchanged, without reports.
 */
export function instrument(source: string, withNames: boolean): string | undefined {
  if (source.includes(STEP) || source.includes(AT)) return undefined
  try {
    const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true })
    const whole = insert(source, new Inserter(withNames).insertions(program))
    return withNames && whole.length > MAX_INSTRUMENTED ? instrument(source, false) : whole
  } catch (error) {
    // expressions such as thousands of nested additions exhaust the host's own stack
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

interface Insertion {
  readonly at: number
  readonly text: string
}

/** Insertions at one place stay in their order. */
function insert(source: string, insertions: readonly Insertion[]): string {
  const sorted = insertions.toSorted((a, b) => a.at - b.at)
  let done = 0
  const parts: string[] = []
  for (const { at, text } of sorted) {
    parts.push(source.slice(done, at), text)
    done = at
  }
  parts.push(source.slice(done))
  return parts.join('')
}

class Inserter {
  readonly #withNames: boolean
  readonly #found: Insertion[] = []
  /** From the module inwards. */
  readonly #scopes: Scope[] = []
  /** The number of functions around the present place. */
  #functions = 0

  constructor(withNames: boolean) {
    this.#withNames = withNames
  }

  insertions(program: Program): readonly Insertion[] {
    const { names, variables } = lexicalNames(program.body)
    this.#within({ names, inFunctions: variables }, () => this.#list(program.body))
    return this.#found
  }

  #insert(at: number, text: string): void {
    this.#found.push({ at, text })
  }

  #within(scope: Scope, work: () => void): void {
    this.#scopes.push(scope)
    work()
    this.#scopes.pop()
  }

  /** The call that reports a step. */
  #step({ loc }: AnyNode): string {
    const line = loc?.start.line ?? 0
    const names = this.#withNames ? this.#names() : []
    if (names.length === 0) return `${STEP}(${line})`
    const last = names.length - 1
    const reads = names.map((name, i) => (i === last ? name : `${AT}<${i + 1}?${name}:`)).join('')
    return `${STEP}(${line},"${names.join()}",${AT}=>${reads})`
  }

  #names(): readonly string[] {
    const isInFunction = this.#functions > 0
    const names = this.#scopes
      .toReversed()
      .flatMap(({ names, inFunctions }) => (isInFunction ? (inFunctions ?? names) : names))
    return [...new Set(names)].slice(0, MAX_NAMES)
  }

  /** Statements one after the other; a directive counts as one only at the start. */
  #list(items: readonly Item[]): void {
    for (const item of items) {
      if (runsInPlace(item)) this.#insert(item.start, `${this.#step(item)};`)
      this.#visit(item)
    }
  }

  /** The one statement that depends on a condition or a loop. */
  #body(body: Statement, isLoop = false): void {
    if (body.type === 'BlockStatement') {
      // a loop that does nothing has to end too
      if (isLoop && body.body.length === 0) this.#insert(body.start + 1, `${this.#step(body)};`)
      this.#visit(body)
      return
    }
    this.#insert(body.start, `{${this.#step(body)};`)
    this.#visit(body)
    this.#insert(body.end, '}')
  }

  #visit(node: AnyNode): void {
    switch (node.type) {
      case 'BlockStatement':
        return this.#within({ names: lexicalNames(node.body).names }, () => this.#list(node.body))
      case 'StaticBlock':
        return this.#within({ names: [...lexicalNames(node.body).names, ...varNames(node.body)] }, () =>
          this.#list(node.body),
        )
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#function(node)
      case 'IfStatement':
        this.#visit(node.test)
        this.#body(node.consequent)
        if (node.alternate) this.#body(node.alternate)
        return
      case 'WhileStatement':
        this.#visit(node.test)
        return this.#body(node.body, true)
      case 'DoWhileStatement':
        this.#body(node.body, true)
        return this.#visit(node.test)
      case 'ForStatement': {
        const names = node.init?.type === 'VariableDeclaration' ? lexicalNames([node.init]).names : []
        return this.#within({ names }, () => {
          for (const part of [node.init, node.test, node.update]) if (part) this.#visit(part)
          this.#body(node.body, true)
        })
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const names = node.left.type === 'VariableDeclaration' ? lexicalNames([node.left]).names : []
        return this.#within({ names }, () => {
          this.#visit(node.left)
          this.#visit(node.right)
          this.#body(node.body, true)
        })
      }
      case 'SwitchStatement': {
        this.#visit(node.discriminant)
        const { names } = lexicalNames(node.cases.flatMap(({ consequent }) => consequent))
        return this.#within({ names }, () => {
          for (const { test, consequent } of node.cases) {
            if (test) this.#visit(test)
            this.#list(consequent)
          }
        })
      }
      case 'CatchClause':
        return this.#within({ names: node.param ? patternNames(node.param) : [] }, () => {
          if (node.param) this.#visit(node.param)
          this.#visit(node.body)
        })
      default:
        for (const child of childrenOf(node)) this.#visit(child)
    }
  }

  #function({ params, body }: FunctionNode): void {
    this.#functions++
    this.#within({ names: params.flatMap(patternNames) }, () => {
      for (const param of params) this.#visit(param)
      if (body.type === 'BlockStatement') {
        return this.#within({ names: varNames(body.body) }, () => this.#visit(body))
      }
      this.#insert(body.start, `(${this.#step(body)},`)
      this.#visit(body)
      this.#insert(body.end, ')')
    })
    this.#functions--
  }
}

/**
 * Whether a statement runs where it stands. Functions exist before the first statement, imports too, and a
 * directive must be first.
 */
function runsInPlace(item: Item): boolean {
  switch (item.type) {
    case 'FunctionDeclaration':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'EmptyStatement':
      return false
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return item.declaration != null && item.declaration.type !== 'FunctionDeclaration'
    case 'ExpressionStatement':
      return item.directive === undefined
    default:
      return true
  }
}
