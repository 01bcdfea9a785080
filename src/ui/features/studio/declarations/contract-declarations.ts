import text from '#contracts/contract.d.ts?raw'
import { type Declaration, type Member, parseDeclarations } from './parse-declarations.ts'

/** The source of the contract interface's declarations. */
export const CONTRACT_DECLARATIONS_TEXT: string = text.replaceAll('\r', '')

/** The declarations by name, for completion. */
export const CONTRACT_DECLARATIONS: ReadonlyMap<string, Declaration> =
  parseDeclarations(CONTRACT_DECLARATIONS_TEXT)

/** The declaration that a type's text names: `typeof ctx` is `ctx`, and `this` is its `owner`. */
export function declaredType(text: string, owner: string): Declaration | undefined {
  const name = text.replace(/^typeof /, '')
  return CONTRACT_DECLARATIONS.get(name === 'this' ? owner : name)
}

export function memberOf(declaration: Declaration, name: string): Member | undefined {
  return declaration.members.find(member => member.name === name && !member.isStatic)
}
