import type { ReadArgs } from '#api/calls.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { cidBytes } from '#chain/cid.ts'
import { checkFile } from '#chain/transaction/file.ts'
import type { FilePayload } from '#chain/transaction/transaction.ts'
import type { Failure, Result } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'
import { readTexts } from './record-text.ts'
import { createSender } from './send-transaction.ts'

/** Handlers for records of files on the chain, not for their bytes. */
export function fileHandlers({ node }: HandlerContext) {
  const send = createSender(node)

  return {
    fileRecord: async ({ from, fee, ...record }) => {
      const payload = readRecord(record)
      return payload.ok ? send({ from, ...(fee !== undefined && { fee }) }, payload.value) : payload
    },
  } satisfies Partial<CallHandlers>
}

function readRecord({
  cid,
  sizeBytes,
  ...about
}: Omit<ReadArgs<'fileRecord'>, 'from' | 'fee'>): Result<FilePayload, Failure> {
  const texts = readTexts(about)
  if (!texts.ok) return texts
  return checkFile({ kind: 'file', cid: cidBytes(cid), sizeBytes, ...texts.value })
}
