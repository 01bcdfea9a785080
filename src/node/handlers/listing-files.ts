import type { FileHolderResult } from '#api/file-results.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { fail, ok } from '#lib/result.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import type { HandlerContext } from './context.ts'
import type { FileViews } from './file-views.ts'

/** Lists files and their holders, and pins or drops those that are here. */
export function listingFiles(context: HandlerContext, { records, aboutOf, view, show }: FileViews) {
  const { node } = context
  return {
    fileList: async ({ limit = LIST_LIMIT }) => {
      const files = await context.files()
      const recorded = await records.all()
      const cids = new Set(recorded.map(({ cid }) => cid))
      const others = files.rows().filter(({ cid }) => !cids.has(cid))
      return ok(
        [
          ...recorded.map(record => view(files, record.cid, record)),
          ...others.map(({ cid }) => view(files, cid, undefined)),
        ].slice(0, Math.min(limit, LIST_LIMIT)),
      )
    },

    fileShow: async ({ cid }) => {
      const files = await context.files()
      if (files.row(cid) || (await records.of(cid))) return ok(await show(files, cid))
      return fail(
        'FILE_UNKNOWN',
        'cid: no file with it is recorded on this chain or stored here; try `file fetch`',
      )
    },

    filePin: async ({ cid, pinned }) => {
      const files = await context.files()
      await files.pin(cid, await aboutOf(files, cid), pinned)
      return ok(await show(files, cid))
    },

    fileDrop: async ({ cid }) => {
      const files = await context.files()
      return ok({ cid, freedBytes: await files.drop(cid) })
    },

    fileProviders: async ({ cid }) => {
      const files = await context.files()
      const linked = new Set(node.network.peers().map(({ peerId }) => peerId))
      return ok(
        files.holders(cid).map(
          (holder): FileHolderResult => ({
            ...holder,
            self: holder.peerId === node.network.peerId,
            linked: linked.has(holder.peerId),
          }),
        ),
      )
    },
  } satisfies Partial<CallHandlers>
}
