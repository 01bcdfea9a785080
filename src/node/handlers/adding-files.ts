import type { CallResult, ReadArgs } from '#api/calls.ts'
import { FOLDER_TYPE } from '#api/folder-type.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { cidBytes } from '#chain/cid.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import { MAX_FOLDER_FILES, MAX_PATH_CHARACTERS } from '#files/limits.ts'
import type { Cid } from '#lib/cid.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import type { FileRow } from '#storage/rows.ts'
import type { HandlerContext } from './context.ts'
import { ANY_CID, type RecordText, readAbout } from './record-text.ts'
import { createSender } from './send-transaction.ts'

/** Adds a person's files to this tab and records them on the chain. */
export function addingFiles(context: HandlerContext) {
  const { node } = context
  const send = createSender(node)

  /** Imports the file and records it, unless the address recorded it already. */
  const add = async (
    { from, fee, record = true }: Pick<ReadArgs<'fileAdd'>, 'from' | 'fee' | 'record'>,
    texts: RecordText,
    totalBytes: number,
    take: (files: FileSharing, about: Required<RecordText>) => Promise<FileRow>,
  ): Promise<Result<CallResult<'fileAdd'>, Failure>> => {
    const about = readAbout(texts)
    if (!about.ok) return about
    const fees = fee === undefined ? {} : { fee }
    // Checked before a gigabyte is read, because the record costs the same whatever its CID.
    const unnamed = { kind: 'file', cid: ANY_CID, sizeBytes: totalBytes, ...about.value } as const
    const payable = record ? await makeTransaction(node, from, unnamed, fees) : ok(undefined)
    if (!payable.ok) return payable
    const { cid, sizeBytes } = await take(await context.files(), about.value)
    if (!record) return ok({ cid, txId: null, sizeBytes })

    const earlier = await recordedBy(context, from.address, cid)
    if (earlier !== undefined) return ok({ cid, txId: earlier, sizeBytes })
    const payload = { kind: 'file', cid: cidBytes(cid), sizeBytes, ...about.value } as const
    const sent = await send({ from, ...fees }, payload)
    if (sent.ok) return ok({ cid, txId: sent.value.txId, sizeBytes })
    return fail(
      sent.error.code,
      `${sent.error.message} (the file is shared as ${cid}, but not recorded: \`file record\` records it)`,
    )
  }

  return {
    fileAdd: async ({ file, name, mediaType, note, ...choice }, signal) => {
      const texts = {
        name,
        ...(mediaType === undefined ? {} : { mediaType }),
        ...(note === undefined ? {} : { note }),
      }
      return add(choice, texts, file.size, (files, about) => files.add(file, about, signal))
    },

    folderAdd: async ({ files: chosen, name, note, ...choice }, signal) => {
      const checked = checkPaths(chosen)
      if (!checked.ok) return checked
      const sizeBytes = chosen.reduce((sum, { file }) => sum + file.size, 0)
      const texts = { name, mediaType: FOLDER_TYPE, ...(note === undefined ? {} : { note }) }
      return add(choice, texts, sizeBytes, (files, about) => files.addFolder(chosen, about, signal))
    },

    fileImport: async ({ car, name, mediaType = '' }, signal) => {
      const about = readAbout({ name: name ?? 'imported', mediaType })
      if (!about.ok) return about
      const files = await context.files()
      const { cid, sizeBytes } = await files.addCar(car, about.value, signal)
      return ok({ cid, sizeBytes })
    },
  } satisfies Partial<CallHandlers>
}

/** Checks that each part of a path is a valid file name. */
function checkPaths(files: ReadArgs<'folderAdd'>['files']): Result<void, Failure> {
  if (files.length === 0) return fail('FILE_EMPTY', 'files: the folder is empty; choose one with files')
  if (files.length > MAX_FOLDER_FILES) {
    return fail('FILE_TOO_LARGE', `files: a folder has at most ${MAX_FOLDER_FILES} files; share it in parts`)
  }
  for (const { path } of files) {
    const isGood = path.length <= MAX_PATH_CHARACTERS && path.split('/').every(name => readAbout({ name }).ok)
    if (!isGood) {
      return fail(
        'PATH_BAD',
        `files: "${path.slice(0, 80)}" is not a valid path; no part may be "." or "..", or contain backslashes or invisible characters`,
      )
    }
  }
  return ok(undefined)
}

/** The transaction with which this address recorded the file already, in a block or pending. */
async function recordedBy({ node }: HandlerContext, address: string, cid: Cid): Promise<string | undefined> {
  const { store } = node.chain
  const waiting = node.own.waiting().find(row => row.sender === address && row.detail.cid === cid)
  if (waiting) return waiting.id
  return (await store.history(cid, LIST_LIMIT)).find(
    ({ kind, sender }) => kind === 'file' && sender === address,
  )?.id
}
