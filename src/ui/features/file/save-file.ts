import { t } from '@lingui/core/macro'
import type { NodeApi } from '#api/calls.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { openFileSink } from './file-sink.ts'
import { readParts } from './read-parts.ts'

export interface SavedFile {
  readonly cid: string
  /** The path of a file in a folder. */
  readonly path?: string
  readonly name: string
  readonly sizeBytes: number
}

/**
 * Streams a file in this tab to the disk, with at most two parts in memory. Resolves to whether it was saved:
 * the user may cancel.
 */
export async function saveFile(
  api: NodeApi,
  file: SavedFile,
  onBytes: (doneBytes: number) => void,
  signal: AbortSignal,
): Promise<Result<boolean, Failure>> {
  const sink = await openFileSink(file.name, file.cid)
  if (!sink) return ok(false)
  let doneBytes = 0
  try {
    for await (const part of readParts(api, file, signal)) {
      if (!part.ok) {
        await sink.abort()
        return signal.aborted ? ok(false) : part
      }
      await sink.write(part.value)
      doneBytes += part.value.length
      onBytes(doneBytes)
    }
    await sink.close()
    return ok(true)
  } catch (error) {
    await sink.abort().catch(() => {})
    const why = error instanceof Error ? error.message : String(error)
    return fail(
      'SAVE_FAILED',
      t`The place on the disk cannot be written (${why}). Free some space or choose another.`,
    )
  }
}
