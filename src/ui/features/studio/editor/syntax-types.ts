import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { CONTRACT_DECLARATIONS, declaredType, memberOf } from '../declarations/contract-declarations.ts'
import type { Declaration } from '../declarations/parse-declarations.ts'

/** A node of the source's syntax tree. */
export type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

/** A member at a position: in `this.map('x').g`, `g` is a member of `this.map('x')`. */
export interface MemberPlace {
  readonly object: SyntaxNode
  readonly from: number
}

/** The most variables that are followed to their values. */
const MAX_STEPS = 20

/** The member whose name ends, or would begin, before `at`. */
export function memberPlace(state: EditorState, at: number): MemberPlace | undefined {
  const node = syntaxTree(state).resolveInner(at, -1)
  const object = node.parent?.name === 'MemberExpression' ? node.parent.firstChild : null
  if (!object || object.from === node.from) return undefined
  if (node.name === '.' || node.name === '?.') return { object, from: at }
  return node.name === 'PropertyName' ? { object, from: node.from } : undefined
}

/** The contract interface's declaration of an expression; undefined for the contract's own names. */
export function typeOf(state: EditorState, node: SyntaxNode, steps = MAX_STEPS): Declaration | undefined {
  if (steps === 0) return undefined
  switch (node.name) {
    case 'this':
      return CONTRACT_DECLARATIONS.get('Contract')
    case 'VariableName': {
      const name = textOf(state, node)
      const given = valueGiven(state, name, node.from)
      if (given) return typeOf(state, given, steps - 1)
      const declared = CONTRACT_DECLARATIONS.get(name)
      return declared?.kind === 'const' ? declared : undefined
    }
    case 'MemberExpression': {
      const owner = node.firstChild && typeOf(state, node.firstChild, steps - 1)
      const member = owner && node.lastChild && memberOf(owner, textOf(state, node.lastChild))
      return member ? declaredType(member.type, owner.name) : undefined
    }
    case 'CallExpression':
      return node.firstChild ? typeOf(state, node.firstChild, steps - 1) : undefined
    default:
      return undefined
  }
}

/** The value that the nearest `const name = …` before a position assigns. */
function valueGiven(state: EditorState, name: string, before: number): SyntaxNode | undefined {
  let found: SyntaxNode | undefined
  syntaxTree(state).iterate({
    to: before,
    enter: ({ node }) => {
      if (node.name !== 'VariableDefinition' || node.to >= before || textOf(state, node) !== name) return
      const value = node.nextSibling?.name === 'Equals' ? node.nextSibling.nextSibling : null
      if (value && value.to <= before) found = value
    },
  })
  return found
}

export function textOf(state: EditorState, { from, to }: { from: number; to: number }): string {
  return state.sliceDoc(from, to)
}
