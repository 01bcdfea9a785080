import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { CONTRACT_DECLARATIONS } from '../declarations/contract-declarations.ts'
import type { Declaration, Member } from '../declarations/parse-declarations.ts'
import { memberPlace, type SyntaxNode, textOf, typeOf } from './syntax-types.ts'

const WORD = /^[\w$]*$/

/**
 * Completes names of the contract interface, and the contract's own fields and methods. Local names come from
 * CodeMirror.
 */
export function completeContract(context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context
  const place = memberPlace(state, pos)
  if (place) {
    const options = membersAfter(state, place.object, /^\w*\(/.test(state.sliceDoc(pos, pos + 40)))
    return options.length === 0 ? null : { from: place.from, options, validFor: WORD }
  }

  const inside = syntaxTree(state).resolveInner(pos, -1)
  const between = isInClassBody(inside)
  const word = context.matchBefore(between ? /(?:static )?[\w$]*$/ : /[\w$]*$/)
  const from = word?.from ?? pos
  if (from === pos && !explicit) return null
  if (between) return { from, options: toDefine(), validFor: /^(?:static )?[\w$]*$/ }
  return inside.name === 'VariableName' ? { from, options: globals(), validFor: WORD } : null
}

/** Completions of members; with `isCalled`, the brackets of the call are there already. */
function membersAfter(state: EditorState, object: SyntaxNode, isCalled: boolean): Completion[] {
  const fields = textOf(state, object) === 'this.state' ? stateFields(state) : []
  const declared = typeOf(state, object)?.members ?? []
  const own = object.name === 'this' ? ownMethods(state, object) : []
  return [
    ...fields,
    ...declared
      .filter(member => !member.isStatic && !member.isOptional)
      .map(member => asCompletion(member, isCalled)),
    ...own,
  ]
}

function asCompletion({ name, signature, doc, isMethod }: Member, isCalled: boolean): Completion {
  const completion = {
    label: name,
    type: isMethod ? 'method' : 'property',
    detail: signature.slice(name.length),
    ...infoOf(doc),
  }
  return isMethod && !isCalled ? snippetCompletion(`${name}(\${})`, completion) : completion
}

const infoOf = (doc: string) => (doc === '' ? {} : { info: doc })

/** The fields of `this.state` that occur in the source. */
function stateFields(state: EditorState): Completion[] {
  const names = new Set<string>()
  for (const [, name = ''] of state.doc.toString().matchAll(/\bthis\.state\.([\w$]+)/g)) names.add(name)
  const declared = CONTRACT_DECLARATIONS.get('Contract')?.members.find(({ name }) => name === 'state')
  return [...names].map(label => ({
    label,
    type: 'property',
    boost: 1,
    ...(declared ? { info: declared.doc } : {}),
  }))
}

/** The methods of the class around a node. */
function ownMethods(state: EditorState, inside: SyntaxNode): Completion[] {
  let body: SyntaxNode | null = inside
  while (body && body.name !== 'ClassBody') body = body.parent
  return (body?.getChildren('MethodDeclaration') ?? []).flatMap(method => {
    const name = method.getChild('PropertyDefinition')
    const parameters = method.getChild('ParamList')
    if (!name || textOf(state, name) === 'init') return []
    return {
      label: textOf(state, name),
      type: 'method',
      detail: parameters ? textOf(state, parameters) : '()',
    }
  })
}

/** Snippets of the members that a contract may define. */
function toDefine(): Completion[] {
  const members = CONTRACT_DECLARATIONS.get('Contract')?.members.filter(({ isOptional }) => isOptional) ?? []
  return members.map(({ name, doc, isMethod, isStatic }) => {
    const before = isStatic ? 'static ' : ''
    const template = isMethod ? `${before}${name}(\${}) {\n\t\${}\n}` : `${before}${name} = ['\${method}']`
    return snippetCompletion(template, {
      label: `${before}${name}`,
      type: 'keyword',
      ...infoOf(doc),
    })
  })
}

/** Completions of the global names, which are not types. */
function globals(): Completion[] {
  const values = ({ kind }: Declaration) => kind === 'const' || kind === 'class'
  return [...CONTRACT_DECLARATIONS.values()].filter(values).map(({ name, kind, doc }) => ({
    label: name,
    type: kind === 'class' ? 'class' : 'variable',
    ...infoOf(doc),
  }))
}

/** Whether the node is between the members of a class, where a new one may begin. */
function isInClassBody(node: SyntaxNode): boolean {
  if (node.name === 'ClassBody') return true
  const parent = node.parent?.name
  return (
    (node.name === 'PropertyDefinition' || node.name === 'static') &&
    (parent === 'PropertyDeclaration' || parent === 'MethodDeclaration' || parent === 'ClassBody')
  )
}
