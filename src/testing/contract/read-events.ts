import { known } from '#lib/assert.ts'
import { declarationsIn, type Node, parseSource } from './parse-source.ts'

/** An event of the log: its type, the fields of its data, and what happened. */
export interface EventFacts {
  readonly type: string
  /** `?` behind a name: it may be absent. */
  readonly fields: readonly string[]
  readonly sentence: string
}

/** Every event of `api/events.ts`. */
export function readEvents(): EventFacts[] {
  const source = parseSource('src/api/events.ts')
  const declared = new Map(declarationsIn(source).map(node => [(node.id as Node | undefined)?.name, node]))
  const membersOf = (name: string) => (known(declared.get(name), name).body as Node).body as Node[]
  const fieldsOf = (type: Node): string[] => {
    if (type.type === 'TSIntersectionType') return (type.types as Node[]).flatMap(fieldsOf)
    if (type.type === 'TSTypeLiteral') return (type.members as Node[]).map(nameOf)
    const { name } = type.typeName as Node
    return declared.has(name as string) ? membersOf(name as string).map(nameOf) : []
  }

  return membersOf('EventData').map(member => {
    const type = nameOf(member)
    const fields = fieldsOf((member.typeAnnotation as Node).typeAnnotation as Node)
    return { type, fields, sentence: known(source.docOf(member), `a docblock of the event ${type}`) }
  })
}

function nameOf({ key, optional }: Node): string {
  const { name, value } = key as Node
  return `${name ?? value}${optional === true ? '?' : ''}`
}
