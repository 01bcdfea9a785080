import type { AnyNode, Pattern, Program } from 'acorn'

type Item = Program['body'][number]

interface LexicalNames {
  readonly names: readonly string[]
  /** Those of them whose value can change, and `var`s beside them. */
  readonly variables: readonly string[]
}

/** The names that a list of statements, or one declaration, adds to its own scope. */
export function lexicalNames(items: readonly Item[]): LexicalNames {
  const names: string[] = []
  const variables: string[] = []
  for (const item of items) {
    const declared = declarationOf(item)
    if (declared?.type === 'VariableDeclaration') {
      const found = declared.declarations.flatMap(({ id }) => patternNames(id))
      if (declared.kind !== 'var') names.push(...found)
      if (declared.kind === 'var' || declared.kind === 'let') variables.push(...found)
    } else if (declared?.type === 'FunctionDeclaration' || declared?.type === 'ClassDeclaration') {
      if (declared.id) names.push(declared.id.name)
    }
  }
  return { names, variables }
}

const declarationOf = (item: Item): AnyNode | null | undefined =>
  item.type === 'ExportNamedDeclaration' || item.type === 'ExportDefaultDeclaration' ? item.declaration : item

/** The names in a parameter, a variable or a destructuring assignment. */
export function patternNames(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap(property =>
        patternNames(property.type === 'RestElement' ? property.argument : property.value),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap(element => (element ? patternNames(element) : []))
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'RestElement':
      return patternNames(pattern.argument)
    default:
      return []
  }
}

const OF_THEIR_OWN: readonly AnyNode['type'][] = [
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassDeclaration',
  'ClassExpression',
]

/** The `var`s of a function, wherever they stand in it. */
export function varNames(nodes: readonly AnyNode[]): readonly string[] {
  return nodes.flatMap(node => {
    if (OF_THEIR_OWN.includes(node.type)) return []
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      return node.declarations.flatMap(({ id }) => patternNames(id))
    }
    return varNames(childrenOf(node))
  })
}

export function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node).flatMap(value => (Array.isArray(value) ? value : [value]).filter(isNode))
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
