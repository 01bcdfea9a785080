import type { Blockstore } from 'interface-blockstore'
import { NotFoundError } from 'interface-store'
import type { CID } from 'multiformats/cid'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { FileStore } from '#storage/file-store.ts'
import { digestOf, isSupported } from './block.ts'
import { BLOCKS_AHEAD } from './limits.ts'

type Bytes = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * The store as a blockstore for IPFS libraries. They read everything. Their writes go to one file, or nowhere
 * without `write`: a block that was not requested never reaches the disk.
 */
export class BlockView implements Blockstore {
  readonly #store: Pick<FileStore, 'block'>
  readonly #write: ((digest: string, bytes: Uint8Array, cid: CID) => Promise<void>) | undefined

  /**
   * Bitswap asks whether a block is here, and then for the block; the bytes are kept between the two calls.
   */
  readonly #ahead = new Map<string, Uint8Array>()

  constructor(
    store: Pick<FileStore, 'block'>,
    write?: ((digest: string, bytes: Uint8Array, cid: CID) => Promise<void>) | undefined,
  ) {
    this.#store = store
    this.#write = write
  }

  async has(cid: CID): Promise<boolean> {
    return (await this.#read(cid)) !== undefined
  }

  async *get(cid: CID): AsyncGenerator<Uint8Array> {
    const digest = digestOf(cid)
    const bytes = this.#ahead.get(digest) ?? (await this.#read(cid))
    this.#ahead.delete(digest)
    if (!bytes) throw new NotFoundError(`block ${cid.toString()} is not here`)
    yield bytes
  }

  async put(cid: CID, value: Bytes): Promise<CID> {
    await this.#write?.(digestOf(cid), await whole(value), cid)
    return cid
  }

  async *getMany(source: Iterable<CID> | AsyncIterable<CID>) {
    for await (const cid of source) yield { cid, bytes: this.get(cid) }
  }

  async *putMany(source: Iterable<{ cid: CID; bytes: Bytes }> | AsyncIterable<{ cid: CID; bytes: Bytes }>) {
    for await (const { cid, bytes } of source) yield this.put(cid, bytes)
  }

  /** Only removing a file removes blocks, not a library. */
  async delete(): Promise<void> {}

  async *deleteMany(): AsyncGenerator<CID> {}

  async *getAll(): AsyncGenerator<never> {}

  async #read(cid: CID): Promise<Uint8Array | undefined> {
    if (!isSupported(cid)) return undefined
    const digest = digestOf(cid)
    const bytes = await this.#store.block(digest)
    if (bytes) this.#ahead.set(digest, bytes)
    if (this.#ahead.size > BLOCKS_AHEAD) dropOldest(this.#ahead)
    return bytes
  }
}

async function whole(value: Bytes): Promise<Uint8Array> {
  if (value instanceof Uint8Array) return value
  const parts: Uint8Array[] = []
  for await (const part of value) parts.push(part)
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}
