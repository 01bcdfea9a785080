import type { CID } from 'multiformats/cid'
import type { FileStore } from '#storage/file-store.ts'
import { digestOf, isNode, readNode } from './block.ts'
import { FileError } from './file-error.ts'

/**
 * The sizes of a file and of its blocks, by walking its whole tree in the store. Throws `CAR_BAD` when a
 * block is missing, and the errors of {@link readNode}.
 */
export async function measureTree(
  store: FileStore,
  root: CID,
): Promise<{ sizeBytes: number; storedBytes: number }> {
  const open = [root]
  const seen = new Set<string>()
  let sizeBytes: number | undefined
  let leafBytes = 0
  let storedBytes = 0
  for (let cid = open.pop(); cid; cid = open.pop()) {
    const digest = digestOf(cid)
    if (seen.has(digest)) continue
    seen.add(digest)
    const bytes = await store.block(digest)
    if (!bytes)
      throw new FileError('CAR_BAD', `car: block ${cid.toString()} of its file is missing; export it again`)
    storedBytes += bytes.length
    if (!isNode(cid)) {
      leafBytes += bytes.length
      continue
    }
    const node = readNode(bytes)
    if (cid === root) sizeBytes = node.sizeBytes
    open.push(...node.links.map(link => link.cid))
  }
  return { sizeBytes: sizeBytes ?? leafBytes, storedBytes }
}
