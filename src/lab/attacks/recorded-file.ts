import { CarBlockIterator } from '@ipld/car'
import { formatCid, parseCid } from '#chain/cid.ts'
import { digestOf, parseCid as readCid } from '#files/block.ts'
import { known } from '#lib/assert.ts'
import type { Cid } from '#lib/cid.ts'
import type { AttackContext } from '../attack-context.ts'
import { ATTACK_FILE_BYTES } from '../limits.ts'

const ABOUT = { name: 'attack.bin', mediaType: 'application/octet-stream' }
/** CIDv1, raw, SHA2-256 of 32 bytes. */
const RAW_PREFIX = [1, 0x55, 0x12, 32]

/** A file that the chain records and that, until `bringBack`, nobody holds. */
export interface AttackFile {
  readonly cid: Cid
  /** The size of all its blocks. */
  readonly storedBytes: number
  readonly root: string
  /** By digest. */
  readonly blocks: ReadonlyMap<string, Uint8Array>
  /** Lets this tab's own node hold it from now on, honestly. */
  bringBack(): Promise<void>
}

/** The CID of a file that does not exist. */
export const nobodysCid = ({ random }: AttackContext): Cid =>
  formatCid(Uint8Array.of(...RAW_PREFIX, ...random.bytes(32)))

/** Records a file on the chain, and waits until every tab has the record. */
export async function record(lab: AttackContext, text: string, sizeBytes: number): Promise<void> {
  const cid = parseCid(text)
  await lab.sendOwn({
    kind: 'file',
    cid: known(cid.ok ? cid.value : undefined, 'a CID'),
    sizeBytes,
    ...ABOUT,
    note: '',
  })
}

/**
 * Makes a file of random bytes, records it and drops the bytes: this tab's node would serve them too, and no
 * tab would ask the attacker.
 */
export async function recordFile(lab: AttackContext): Promise<AttackFile> {
  const { random, signal } = lab
  const files = await lab.files()
  const bytes = new Blob([random.bytes(ATTACK_FILE_BYTES) as Uint8Array<ArrayBuffer>])
  const { cid, sizeBytes, storedBytes } = await files.add(bytes, ABOUT, signal)
  const car = await files.content.toCar(cid, signal)
  await files.drop(cid)
  await record(lab, cid, sizeBytes)

  const blocks = new Map<string, Uint8Array>()
  const read = await CarBlockIterator.fromBytes(new Uint8Array(await car.arrayBuffer()))
  for await (const block of read) blocks.set(digestOf(readCid(block.cid.toString())), block.bytes)
  return {
    cid,
    storedBytes,
    root: digestOf(readCid(cid)),
    blocks,
    bringBack: async () => {
      await files.addCar(car, ABOUT, signal)
      lab.afterwards(() => files.drop(cid))
    },
  }
}
