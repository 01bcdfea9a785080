import { plural, t } from '@lingui/core/macro'
import { MAX_FOLDER_FILES } from '#files/limits.ts'
import { recordableType } from '../../format/file-kind.ts'
import { countText } from '../../format/quantity-text.ts'
import { FILES_PER_DROP } from '../../limits.ts'
import type { FolderFile, Picked } from './add-queue.ts'

/** Reads files that the user dropped, pasted or chose. A folder with its content is one item. */

/** Too many files at once; the message is for the user. */
export class TooManyFilesError extends Error {}

/** The files of a file chooser or the clipboard. */
export function pickedFiles(files: Iterable<File>): Picked[] {
  return within([...files].map(givenFile))
}

/** The files and folders of a drop. Call it while the event is handled: the list is empty afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<Picked[]> {
  const entries = [...transfer.items].flatMap(item =>
    item.kind === 'file' ? [item.webkitGetAsEntry() ?? item.getAsFile()] : [],
  )
  const given = entries.map(async entry => {
    if (entry === null) return []
    if (entry instanceof File) return [givenFile(entry)]
    if (isFile(entry)) return [givenFile(await fileOf(entry))]
    return isFolder(entry) ? [{ type: 'folder', name: entry.name, files: await filesIn(entry) } as const] : []
  })
  return within((await Promise.all(given)).flat())
}

/** The folder of a folder chooser; the browser gives each file its path below it. */
export function chosenFolder(files: Iterable<File>): Picked[] {
  const all = [...files]
  const [first] = all
  if (!first) return []
  tooMany(all.length)
  const [name = 'folder'] = first.webkitRelativePath.split('/')
  return [
    {
      type: 'folder',
      name,
      files: all.map(file => ({ path: file.webkitRelativePath.slice(name.length + 1), file })),
    },
  ]
}

function givenFile(file: File): Picked {
  if (/\.car$/i.test(file.name)) return { type: 'car', name: file.name.replace(/\.car$/i, ''), file }
  return { type: 'file', name: file.name, mediaType: recordableType(file.type), file }
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<FolderFile[]> {
  const found: FolderFile[] = []
  const open = [{ entry: folder, path: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { entry: inside, path } = next
    for (const entry of await entriesOf(inside)) {
      if (isFolder(entry)) open.push({ entry, path: `${path}${entry.name}/` })
      else if (isFile(entry)) found.push({ path: `${path}${entry.name}`, file: await fileOf(entry) })
      tooMany(found.length)
    }
  }
  return found
}

/** Reads all entries: a reader returns at most a hundred at a time, and an empty list at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
    tooMany(all.length)
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject))

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

function within(given: Picked[]): Picked[] {
  if (given.length <= FILES_PER_DROP) return given
  const [count, most] = [given.length, countText(FILES_PER_DROP)]
  throw new TooManyFilesError(
    t`These are ${plural(count, { one: '# file', other: '# files' })}; at most ${most} are taken at once. Put them into a folder and drop that, or drop fewer.`,
  )
}

function tooMany(count: number): void {
  if (count <= MAX_FOLDER_FILES) return
  throw new TooManyFilesError(
    t`The folder has more than ${plural(MAX_FOLDER_FILES, { one: '# file', other: '# files' })}; pack it into an archive, or drop a part of it.`,
  )
}
