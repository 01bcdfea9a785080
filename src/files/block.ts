import { code as dagPb, decode } from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import { code as raw } from 'multiformats/codecs/raw'
import { sha256 } from 'multiformats/hashes/sha2'
import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import type { Cid } from '#lib/cid.ts'
import { FileError } from './file-error.ts'
import { MAX_BLOCK_BYTES, MAX_NODE_LINKS } from './limits.ts'

/** The name of a block in the store: the SHA-256 of its bytes, whatever its codec. */
export const digestOf = (cid: CID): string => bytesToHex(cid.multihash.digest)

/** Whether this node can read the block: only raw bytes and dag-pb, by SHA-256. */
export function isSupported({ code, multihash }: CID): boolean {
  return (code === raw || code === dagPb) && multihash.code === sha256.code && multihash.digest.length === 32
}

/** The name of a file whose root block has this CID. */
export const nameOfCid = (cid: CID): Cid => cid.toString() as Cid

/** Parses a CID that was checked before. */
export const parseCid = (text: string): CID => CID.parse(text)

export const isNode = (cid: CID): boolean => cid.code === dagPb

/** Whether the bytes match the CID. */
export async function fits(cid: CID, bytes: Uint8Array): Promise<boolean> {
  return (
    bytes.length <= MAX_BLOCK_BYTES && bytesEqual((await sha256.digest(bytes)).digest, cid.multihash.digest)
  )
}

/** A link to a block, and the bytes of the file below it; undefined for entries of a folder. */
export interface BlockLink {
  readonly cid: CID
  readonly sizeBytes: number | undefined
}

/** The content of a dag-pb block: its links, and the bytes of the file in the block itself. */
export interface BlockNode {
  readonly links: readonly BlockLink[]
  readonly inlineBytes: number
  /** Bytes of the file from here down; undefined for a folder. */
  readonly sizeBytes: number | undefined
}

/**
 * Reads a dag-pb block. Throws `FILE_UNSUPPORTED` unless it is a file or folder whose links have supported
 * codecs and hashes.
 */
export function readNode(bytes: Uint8Array): BlockNode {
  const { node, entry } = parse(bytes)
  if (node.Links.length > MAX_NODE_LINKS) throw unsupported(`a block has ${node.Links.length} links`)
  const strange = node.Links.find(link => !isSupported(link.Hash))
  if (strange) throw unsupported(`it is made of blocks of another codec or hash (${strange.Hash.toString()})`)

  const isFolder = entry.isDirectory()
  const links = node.Links.map(({ Hash }, i) => ({
    cid: Hash,
    sizeBytes: isFolder ? undefined : Number(entry.blockSizes[i] ?? 0),
  }))
  return {
    links,
    inlineBytes: isFolder ? 0 : (entry.data?.length ?? 0),
    sizeBytes: isFolder ? undefined : Number(entry.fileSize()),
  }
}

function parse(bytes: Uint8Array) {
  try {
    const node = decode(bytes)
    if (!node.Data) throw unsupported('a block is not part of a file')
    return { node, entry: UnixFS.unmarshal(node.Data) }
  } catch (cause) {
    if (cause instanceof FileError) throw cause
    throw new FileError(
      'FILE_UNSUPPORTED',
      'cid: a block of it cannot be read; it is not a UnixFS file or folder',
      {
        cause,
      },
    )
  }
}

const unsupported = (why: string) =>
  new FileError('FILE_UNSUPPORTED', `cid: ${why}; it cannot be fetched here`)
