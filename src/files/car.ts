import { CarBlockIterator, CarWriter } from '@ipld/car'
import { CID } from 'multiformats/cid'
import { known } from '#lib/assert.ts'
import type { FileStore } from '#storage/file-store.ts'
import { digestOf, fits, isNode, isSupported, parseCid, readNode } from './block.ts'
import { FileError } from './file-error.ts'
import { MAX_CAR_BLOCKS } from './limits.ts'

/**
 * Exports a stored file as a CAR of version 1: each block once, in the order in which a reader needs them.
 * Blobs are on the disk; only one block is in memory.
 */
export async function exportCar(store: FileStore, text: string, signal: AbortSignal): Promise<Blob> {
  const root = parseCid(text)
  const { writer, out } = CarWriter.create([root])
  const written = writeAll(store, root, writer, signal)
  const parts: Blob[] = []
  for await (const bytes of out) parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  await written
  return new Blob(parts, { type: 'application/vnd.ipld.car' })
}

async function writeAll(
  store: FileStore,
  root: CID,
  writer: ReturnType<typeof CarWriter.create>['writer'],
  signal: AbortSignal,
): Promise<void> {
  const seen = new Set<string>()
  const open = [root]
  try {
    for (let cid = open.pop(); cid; cid = open.pop()) {
      signal.throwIfAborted()
      const digest = digestOf(cid)
      if (seen.has(digest)) continue
      seen.add(digest)
      const bytes = known(await store.block(digest), 'a block of a file that is here')
      await writer.put({ cid, bytes })
      if (isNode(cid))
        open.push(
          ...readNode(bytes)
            .links.map(link => link.cid)
            .reverse(),
        )
    }
  } finally {
    await writer.close()
  }
}

/**
 * Stores the blocks of a CAR for `file`, each checked against its CID, and resolves to its root. The caller
 * checks that the root's tree is complete. Throws `CAR_BAD` or the store's error; blocks written until then
 * stay with `file`.
 */
export async function importCar(
  store: FileStore,
  file: number,
  source: AsyncIterable<Uint8Array>,
  onBytes: (storedBytes: number) => void,
): Promise<CID> {
  const blocks = await begun(source)
  const [root, ...others] = await blocks.getRoots()
  if (!root || others.length > 0)
    throw bad(`it has ${others.length + (root ? 1 : 0)} roots; choose a CAR with one root`)
  if (!isSupported(root))
    throw bad('its root is of another codec or hash; only raw and dag-pb with SHA2-256 are files')

  let count = 0
  let storedBytes = 0
  try {
    for await (const { cid: other, bytes } of blocks) {
      const cid = CID.decode(other.bytes)
      if (++count > MAX_CAR_BLOCKS) throw bad(`it has more than ${MAX_CAR_BLOCKS} blocks`)
      if (!isSupported(cid) || !(await fits(cid, bytes))) {
        throw bad(`block ${count} does not fit its CID, or is larger than blocks may be`)
      }
      await store.putBlocks(file, [{ digest: digestOf(cid), bytes }])
      storedBytes += bytes.length
      onBytes(storedBytes)
    }
  } catch (cause) {
    throw isOurs(cause)
      ? cause
      : bad('it ends in the middle of a block or is not a CAR; export it again', cause)
  }
  return root.version === 1 ? root : CID.createV1(root.code, root.multihash)
}

async function begun(source: AsyncIterable<Uint8Array>): Promise<CarBlockIterator> {
  try {
    return await CarBlockIterator.fromIterable(source)
  } catch (cause) {
    throw isOurs(cause) ? cause : bad('it is not a CAR; choose a file that an IPFS tool exported', cause)
  }
}

/** Storage faults and our own errors have a code; the library's errors about a broken CAR do not. */
const isOurs = (cause: unknown) => cause instanceof Error && ('code' in cause || cause.name === 'AbortError')

const bad = (why: string, cause?: unknown) => new FileError('CAR_BAD', `car: ${why}`, { cause })
