import { FOLDER_TYPE } from '#api/folder-type.ts'
import { MAX_MEDIA_TYPE_BYTES } from '#chain/limits.ts'

/**
 * The kind of a file, which decides its icon and its preview. Media type and name are the author's words:
 * nothing is executed because of them.
 */
export type FileKind =
  | 'picture'
  | 'drawing'
  | 'sound'
  | 'film'
  | 'pdf'
  | 'page'
  | 'code'
  | 'text'
  | 'folder'
  | 'archive'
  | 'other'

interface Kind {
  readonly kind: FileKind
  /** The media type under which it is shown, from a fixed list and never from the file. */
  readonly type: string
}

const KINDS: Readonly<Record<string, Kind>> = {
  ...of('picture', 'image', ['png', 'gif', 'webp', 'avif', 'bmp']),
  jpg: { kind: 'picture', type: 'image/jpeg' },
  jpeg: { kind: 'picture', type: 'image/jpeg' },
  ico: { kind: 'picture', type: 'image/x-icon' },
  svg: { kind: 'drawing', type: 'image/svg+xml' },
  ...of('sound', 'audio', ['ogg', 'flac', 'aac', 'opus', 'wav', 'weba']),
  oga: { kind: 'sound', type: 'audio/ogg' },
  mp3: { kind: 'sound', type: 'audio/mpeg' },
  m4a: { kind: 'sound', type: 'audio/mp4' },
  ...of('film', 'video', ['mp4', 'webm']),
  ogv: { kind: 'film', type: 'video/ogg' },
  m4v: { kind: 'film', type: 'video/mp4' },
  mov: { kind: 'film', type: 'video/mp4' },
  pdf: { kind: 'pdf', type: 'application/pdf' },
  ...of('page', 'text', ['html', 'htm', 'xhtml']),
  ...of('text', 'text', ['txt', 'md', 'csv', 'tsv', 'log', 'srt', 'tex', 'rst']),
  ...of('code', 'text', [
    ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'tsx', 'json', 'jsonl', 'geojson', 'css', 'scss', 'xml'],
    ...['yml', 'yaml', 'toml', 'ini', 'conf', 'sh', 'bat', 'ps1', 'py', 'rb', 'rs', 'go', 'java', 'kt'],
    ...['c', 'h', 'cc', 'cpp', 'hpp', 'cs', 'swift', 'php', 'pl', 'lua', 'r', 'sql', 'sol', 'vue', 'hs'],
  ]),
  ...of('archive', 'application', ['zip', 'gz', 'tgz', 'tar', 'xz', 'zst', '7z', 'rar', 'bz2', 'car']),
}

const TYPES: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(Object.values(KINDS).map(each => [each.type, each])),
  'audio/wave': KINDS.wav as Kind,
  'audio/x-wav': KINDS.wav as Kind,
  'audio/mp3': KINDS.mp3 as Kind,
  'image/vnd.microsoft.icon': KINDS.ico as Kind,
  'video/quicktime': KINDS.mov as Kind,
  'text/html': KINDS.html as Kind,
  'application/xhtml+xml': KINDS.xhtml as Kind,
  'application/json': KINDS.json as Kind,
  'application/xml': KINDS.xml as Kind,
  'text/xml': KINDS.xml as Kind,
  'text/javascript': KINDS.js as Kind,
  'application/javascript': KINDS.js as Kind,
  'text/markdown': KINDS.md as Kind,
  'application/zip': KINDS.zip as Kind,
  'application/gzip': KINDS.gz as Kind,
  'application/vnd.ipld.car': KINDS.car as Kind,
  [FOLDER_TYPE]: { kind: 'folder', type: FOLDER_TYPE },
}

/**
 * The kind by name and media type. For code the file extension decides, because browsers call `.ts` a film.
 * Pure.
 */
export function fileKind({ name, mediaType }: { readonly name: string; readonly mediaType: string }): Kind {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const byName = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined
  const byType = Object.hasOwn(TYPES, mediaType) ? TYPES[mediaType] : undefined
  if (byType?.kind === 'folder') return byType
  if (byName?.kind === 'code') return byName
  if (byType) return byType
  if (byName) return byName
  return mediaType.startsWith('text/')
    ? { kind: 'text', type: 'text/plain' }
    : { kind: 'other', type: 'application/octet-stream' }
}

/**
 * A browser's media type in the form of a record: without parameters, in lower case; empty if it is not
 * valid.
 */
export function recordableType(type: string): string {
  const bare = (type.split(';')[0] ?? '').trim().toLowerCase()
  return /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(bare) &&
    bare.length <= MAX_MEDIA_TYPE_BYTES
    ? bare
    : ''
}

function of(kind: FileKind, group: string, endings: readonly string[]): Record<string, Kind> {
  return Object.fromEntries(endings.map(ending => [ending, { kind, type: `${group}/${ending}` }]))
}

/** Whether its record calls it a folder. */
export const isFolderView = ({ mediaType }: { readonly mediaType: string }): boolean =>
  mediaType === FOLDER_TYPE
