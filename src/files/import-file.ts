import { type AddOptions, unixfs } from '@helia/unixfs'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import type { CID } from 'multiformats/cid'
import type { FileStore } from '#storage/file-store.ts'
import { isNode } from './block.ts'
import { BlockView } from './block-view.ts'
import { IMPORT_BLOCKS } from './limits.ts'

/**
 * How bytes become blocks, which decides a file's CID: version 1, raw leaves of 1 MiB, balanced with up to
 * 1024 links a node, SHA-256, one leaf alone is the file. This is `unixfs-v1-2025` of IPIP-499, the default
 * of Helia and the CAR tools. Every option is explicit, so that an update of a library does not change it.
 */
export const IMPORT_OPTIONS = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  layout: balanced({ maxChildrenPerNode: 1024 }),
  chunker: fixedSize({ chunkSize: 1024 * 1024 }),
  blockWriteConcurrency: IMPORT_BLOCKS,
} satisfies AddOptions

export interface Imported {
  readonly cid: CID
  readonly sizeBytes: number
  readonly storedBytes: number
}

/**
 * Streams `source` into the store, block by block, for `file`. Throws the errors of the store, the source and
 * `onBytes`; blocks written until then stay with `file` and are removed with it.
 */
export async function importFile(
  store: FileStore,
  file: number,
  source: AsyncIterable<Uint8Array>,
  onBytes: (sizeBytes: number, storedBytes: number) => void,
): Promise<Imported> {
  let sizeBytes = 0
  let storedBytes = 0
  const view = new BlockView(store, async (digest, bytes, cid) => {
    await store.putBlocks(file, [{ digest, bytes }])
    storedBytes += bytes.length
    if (!isNode(cid)) sizeBytes += bytes.length
    onBytes(sizeBytes, storedBytes)
  })
  const cid = await unixfs({ blockstore: view }).addByteStream(source, IMPORT_OPTIONS)
  return { cid, sizeBytes, storedBytes }
}

/** A blob's bytes in pieces, until `signal` aborts. */
export async function* bytesOf(blob: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
