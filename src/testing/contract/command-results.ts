import { known } from '#lib/assert.ts'
import type { PlainTypes } from './plain-types.ts'
import type { WrittenCall } from './read-calls.ts'
import type { CommandFacts } from './read-commands.ts'

const ADDED = '{ cid: string; txId: string | null; size: number }'

/** What commands resolve to that give another thing than their call does. */
const OTHER: Readonly<Record<string, string | readonly [list: string]>> = {
  search: ['Hit'],
  'contract templates': '{ name: string; title: string; summary: string }[]',
  'file add': ADDED,
  'file add-folder': ADDED,
  'file get': '{ bytes: Uint8Array; name: string; type: string }',
  'file import': '{ cid: string; size: number }',
  'file read': '{ bytes: Uint8Array; size: number }',
}

/** The type of what a command resolves to, in the words of `public/tabchain.d.ts`. */
export function resultOf(
  { name, call }: CommandFacts,
  calls: ReadonlyMap<string, WrittenCall>,
  types: PlainTypes,
): string {
  if (name === 'help') return `${types.want('HelpEntry')}[] | ${types.want('HelpPage')}`
  const other = OTHER[name]
  if (typeof other === 'string') return other
  if (other) return `${types.want(other[0])}[]`
  const { givesNode, source } = known(calls.get(call ?? ''), `the call of ${name}`)
  return types.plain(givesNode, source)
}
