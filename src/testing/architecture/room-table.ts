import { NAMES_ENGINES } from './engine-names.ts'
import { type Access, OUTSIDE, ROOMS, type Room } from './rooms.ts'

const isOfNode = (name: string): boolean => name === 'node' || name.startsWith('node/')

/** The rooms as listed in ARCHITECTURE.md: without those of the node, or only these. */
export function roomTable(which: 'house' | 'node'): string {
  const rows = Object.entries(ROOMS)
    .filter(([name]) => isOfNode(name) === (which === 'node'))
    .map(([name, room]) => `| \`${name}/\` | ${room.owns} | ${mayImport(room)} |`)
  const outside =
    which === 'node'
      ? []
      : Object.entries(OUTSIDE).map(([name, owns]) => `| \`${name}/\` | ${owns} | anything |`)
  return ['| room | owns | may import |', '|---|---|---|', ...rows, ...outside].join('\n')
}

function mayImport({ rooms }: Room): string {
  const named = Object.entries(rooms).filter(
    ([, access]) => typeof access === 'string' || !('only' in access),
  )
  const cells = named.map(([name, access]) => inWords(name, access))
  return cells.length === 0 ? 'nothing' : cells.join(', ')
}

function inWords(name: string, access: Access): string {
  if (access === 'all') return `\`${name}\``
  if (access === 'types') return `types of \`${name}\``
  return 'what' in access ? `of \`${name}\` ${access.what}` : ''
}

/** The files that name a consensus engine, as ARCHITECTURE.md lists them. */
export const engineTable = (): string =>
  [
    '| file | names engines for |',
    '|---|---|',
    ...Object.entries(NAMES_ENGINES).map(([file, reason]) => `| \`${file}\` | ${reason} |`),
  ].join('\n')
