import type { CallHandlers } from '#api/handlers.ts'
import { FILE_READ_BYTES } from '#api/limits.ts'
import { MAX_PATH_CHARACTERS } from '#files/limits.ts'
import { fail, ok } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'
import type { FileViews } from './file-views.ts'

/** Fetches files, and returns the bytes of those that are here. */
export function readingFiles(context: HandlerContext, { aboutOf, show }: FileViews) {
  return {
    fileEntry: async ({ cid, path = '' }, signal) => {
      if (path.length > MAX_PATH_CHARACTERS)
        return fail('PATH_BAD', 'path: it is too long; use a shorter one')
      const entry = await (await context.files()).content.entry(cid, path, signal)
      return ok(entry.type === 'folder' ? { ...entry, entries: [...entry.entries] } : entry)
    },

    fileGet: async ({ cid }, signal) => {
      const files = await context.files()
      const about = await aboutOf(files, cid)
      await files.fetch(cid, about, signal)
      const { name, mediaType } = about
      return ok({ blob: await files.content.blob(cid, mediaType, signal), name, mediaType })
    },

    fileFetch: async ({ cid }, signal) => {
      const files = await context.files()
      await files.fetch(cid, await aboutOf(files, cid), signal)
      return ok(await show(files, cid))
    },

    fileRead: async ({ cid, offset, length = FILE_READ_BYTES, path = '' }, signal) => {
      const files = await context.files()
      if (path.length > MAX_PATH_CHARACTERS)
        return fail('PATH_BAD', 'path: it is too long; use a shorter one')
      return ok(await files.content.read(cid, { path, offset, length }, signal))
    },

    fileExport: async ({ cid }, signal) => {
      const files = await context.files()
      const car = await files.content.toCar(cid, signal)
      return ok({ car, name: `${files.row(cid)?.name ?? cid}.car` })
    },
  } satisfies Partial<CallHandlers>
}
