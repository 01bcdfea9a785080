import type { FileView } from '../../format/file-view.ts'
import type { FileShow } from '../../router.ts'

/** Whether the list shows a file. Pure. */
export function isShown({ record, kept }: FileView, show: FileShow, own: ReadonlySet<string>): boolean {
  switch (show) {
    case 'all':
      return true
    case 'mine':
      return record !== undefined && own.has(record.author)
    case 'here':
      return kept !== undefined
  }
}

/** Whether a file matches the typed part of a name or note, or the beginning of a CID. Pure. */
export function fileFits(
  { name, note, cid }: Pick<FileView, 'name' | 'note' | 'cid'>,
  typed: string,
): boolean {
  const text = typed.trim().toLowerCase()
  return name.toLowerCase().includes(text) || note.toLowerCase().includes(text) || cid.startsWith(text)
}
