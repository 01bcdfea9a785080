/** One declared member of an interface, a class or an object. */
export interface Member {
  readonly name: string
  /**
   * The signature, such as `get(key: MapKey): ContractValue | undefined`, without `static`, `readonly` and a
   * `?` after the name.
   */
  readonly signature: string
  readonly doc: string
  readonly isMethod: boolean
  readonly isStatic: boolean
  /** True if the contract may define it. */
  readonly isOptional: boolean
  /** The text of its type, or of its return type. */
  readonly type: string
}

export interface Declaration {
  readonly name: string
  readonly kind: 'interface' | 'class' | 'const' | 'type'
  readonly doc: string
  readonly members: readonly Member[]
}

const DECLARATION =
  /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?^(?:export )?(?:declare )?(?:abstract )?(interface|class|const|type) (\w+)[^\n{]*/gm
const MEMBER = /^(static )?(?:readonly )?(\w+)(\?)?/

/**
 * Parses the declarations of a file, by name. It requires the formatter's style, with one member after the
 * other, and supports only the TypeScript that `contracts/contract.d.ts` uses.
 */
export function parseDeclarations(text: string): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>()
  for (const match of text.matchAll(DECLARATION)) {
    const [head, doc = '', kind, name = ''] = match
    const start = match.index + head.length
    const body = kind !== 'type' && text[start] === '{' ? text.slice(start + 1, closingAt(text, start)) : ''
    found.set(name, {
      name,
      kind: kind as Declaration['kind'],
      doc: docText(doc),
      members: parseMembers(body),
    })
  }
  return found
}

function parseMembers(body: string): Member[] {
  const members: Member[] = []
  let doc = ''
  let at = 0
  while (at < body.length) {
    if (/\s/.test(body.charAt(at))) at++
    else if (body.startsWith('/**', at)) {
      const end = body.indexOf('*/', at) + 2
      doc = docText(body.slice(at, end))
      at = end
    } else {
      const end = lineEnd(body, at)
      const member = parseMember(body.slice(at, end), doc)
      if (member) members.push(member)
      doc = ''
      at = end
    }
  }
  return members
}

function parseMember(text: string, doc: string): Member | undefined {
  const [head, isStatic, name, isOptional] = MEMBER.exec(text) ?? []
  if (head === undefined || name === undefined) return undefined
  const rest = text.slice(head.length)
  const isMethod = rest.startsWith('(')
  const type = (isMethod ? rest.slice(closingAt(rest, 0) + 1) : rest).replace(/^:\s*/, '')
  return {
    ...{ name, doc, isMethod, type },
    signature: `${name}${rest}`,
    isStatic: isStatic !== undefined,
    isOptional: isOptional !== undefined,
  }
}

/** The end of the member that begins at `start`: the end of its line, outside of all brackets. */
function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\n') return at
    if ('([{'.includes(text.charAt(at))) at = closingAt(text, at)
  }
  return text.length
}

/** The index of the bracket that closes the one at `start`; the end of the text if there is none. */
function closingAt(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if ('([{'.includes(text.charAt(at))) depth++
    else if (')]}'.includes(text.charAt(at)) && --depth === 0) return at
  }
  return text.length
}

/** The words of a docblock in one line. */
function docText(comment: string): string {
  return comment
    .replace(/^\s*\/\*\*|\*\/\s*$/g, '')
    .replace(/^\s*\*\s?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}
