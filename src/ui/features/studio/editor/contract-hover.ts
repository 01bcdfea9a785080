import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import { CONTRACT_DECLARATIONS, memberOf } from '../declarations/contract-declarations.ts'
import { memberPlace, textOf, typeOf } from './syntax-types.ts'

/** The documentation of a name of the contract interface in the source. */
export interface NameDoc {
  readonly from: number
  readonly to: number
  readonly signature: string
  readonly doc: string
}

/** The documentation of the name at a position, if it is part of the interface. */
export function nameDoc(state: EditorState, at: number): NameDoc | undefined {
  const node = syntaxTree(state).resolveInner(at, 1)
  const { from, to } = node
  const text = textOf(state, node)
  if (node.name === 'PropertyName') {
    const owner = memberPlace(state, to)?.object
    const declared = owner && typeOf(state, owner)
    const member = declared && memberOf(declared, text)
    return member && { from, to, signature: member.signature, doc: member.doc }
  }
  if (node.name === 'PropertyDefinition') {
    const toDefine = CONTRACT_DECLARATIONS.get('Contract')?.members.find(
      ({ name, isOptional }) => isOptional && name === text,
    )
    return toDefine && { from, to, signature: toDefine.signature, doc: toDefine.doc }
  }
  const declared = node.name === 'VariableName' ? CONTRACT_DECLARATIONS.get(text) : undefined
  if (declared?.kind !== 'const' && declared?.kind !== 'class') return undefined
  return { from, to, signature: `${declared.kind} ${declared.name}`, doc: declared.doc }
}

/** Shows the documentation of the name under the pointer. */
export const contractHover = hoverTooltip((view, at) => {
  const found = nameDoc(view.state, at)
  if (!found) return null
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create() {
      const dom = document.createElement('div')
      dom.className = 'cm-name-doc'
      const signature = dom.appendChild(document.createElement('code'))
      signature.textContent = found.signature
      if (found.doc !== '') dom.appendChild(document.createElement('p')).textContent = found.doc
      return { dom }
    },
  }
})
