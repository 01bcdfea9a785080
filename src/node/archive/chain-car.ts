import { CarBlockIterator, CarWriter } from '@ipld/car'
import { CID } from 'multiformats/cid'
import { create as createDigest } from 'multiformats/hashes/digest'
import type { Block } from '#chain/block/block.ts'
import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import { digest as sha256 } from '#chain/hash.ts'
import { bytesEqual, hexToBytes } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import { receivedBlock } from '#node/chain/received-block.ts'
import { CAR_BATCH, VERIFY_ROWS } from './limits.ts'

/**
 * The main chain as a CAR (version 1), which every IPFS tool reads. Its root is the tip's header. The genesis
 * header is first, then each block's header and body, lowest first, all DAG-CBOR.
 */

/** The codes of DAG-CBOR and SHA2-256 in the multicodec table. */
const DAG_CBOR = 0x71
const SHA2_256 = 0x12

const cidOf = (digest: Uint8Array) => CID.createV1(DAG_CBOR, createDigest(SHA2_256, digest))

export interface ExportedChain {
  readonly car: Blob
  /** Height of the last block in the file. */
  readonly height: number
}

/** Exports the main chain as of the call. Blobs are on the disk; only one page of blocks is in memory. */
export async function exportChain(
  chain: Chain,
  signal: AbortSignal,
): Promise<Result<ExportedChain, Failure>> {
  const { header: tip } = chain.tip
  const { writer, out } = CarWriter.create([cidOf(hexToBytes(tip.id))])
  const parts: Blob[] = []
  const collected = (async () => {
    for await (const bytes of out) parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  })()

  const written = await writeBlocks(chain, tip, signal, (cid, bytes) => writer.put({ cid, bytes }))
  await Promise.all([writer.close(), collected])
  return written.ok
    ? ok({ car: new Blob(parts, { type: 'application/vnd.ipld.car' }), height: tip.height })
    : written
}

async function writeBlocks(
  { store }: Chain,
  tip: Header,
  signal: AbortSignal,
  put: (cid: CID, bytes: Uint8Array) => Promise<void>,
): Promise<Result<void, Failure>> {
  let below: string | undefined
  for (let from = 0; from <= tip.height; from += VERIFY_ROWS) {
    for (const row of await store.blocksFrom(from, Math.min(VERIFY_ROWS, tip.height - from + 1))) {
      if (signal.aborted) return fail('CANCELLED', `stopped at height ${row.height}`)
      const body = row.height === 0 ? undefined : await store.body(row.id)
      if ((below !== undefined && row.parent !== below) || (row.height > 0 && !body)) {
        return fail(
          'CHAIN_MOVED',
          `the chain was reorganised at height ${row.height} meanwhile; run it again`,
        )
      }
      await put(cidOf(hexToBytes(row.id)), row.header)
      if (body) await put(cidOf(sha256(body.body)), body.body)
      below = row.id
    }
  }
  return below === tip.id
    ? ok(undefined)
    : fail('CHAIN_MOVED', 'the chain was reorganised meanwhile; run it again')
}

export interface ImportedChain {
  /** Blocks in the file, genesis too. */
  readonly blocks: number
  /** Blocks of the file that were new to this tab. */
  readonly added: number
  /** Height of the tip afterwards. */
  readonly height: number
}

/**
 * Imports the blocks of a CAR as if a peer had sent them: every rule is checked, and the heaviest chain wins.
 * It stops at the first invalid block; the blocks before it stay. `onOutcome` receives the outcome of each
 * batch.
 */
export async function importChain(
  chain: Chain,
  car: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onOutcome: (outcome: ImportOutcome) => void,
): Promise<Result<ImportedChain, Failure>> {
  const counts = { blocks: 0, added: 0 }
  let batch: Block[] = []

  const flush = async (): Promise<Result<void, Failure>> => {
    if (batch.length === 0) return ok(undefined)
    const outcome = await importBlocks(chain, batch)
    onOutcome(outcome)
    const failure = failureOf(outcome, batch)
    if (failure) return failure
    counts.added += batch.length
    batch = []
    return ok(undefined)
  }

  for await (const read of readBlocks(chain, car)) {
    if (!read.ok) return read
    if (signal.aborted) return fail('CANCELLED', `stopped; ${counts.added} blocks were added before`)
    counts.blocks++
    const block = read.value
    if (block === 'genesis' || (await chain.store.block(block.header.id))) continue
    batch.push(block)
    const flushed = batch.length < CAR_BATCH ? ok(undefined) : await flush()
    if (!flushed.ok) return flushed
  }
  const flushed = await flush()
  return flushed.ok ? ok({ ...counts, height: chain.tip.header.height }) : flushed
}

/** Yields headers with their bodies, each checked against its CID, up to the first failure. */
async function* readBlocks(
  chain: Chain,
  car: AsyncIterable<Uint8Array>,
): AsyncGenerator<Result<Block | 'genesis', Failure>> {
  let header: Header | undefined
  let count = 0
  try {
    for await (const { cid, bytes } of await CarBlockIterator.fromIterable(car)) {
      const where = `car: block ${++count}`
      if (!fits(CID.decode(cid.bytes), bytes))
        return yield bad(`${where} does not fit its CID; the file is damaged`)
      if (header) {
        const block = receivedBlock(header, bytes, chain.genesis.limits)
        if (!block.ok) return yield fail(block.error.code, `${where}: ${block.error.message}`)
        yield block
        header = undefined
        continue
      }
      const decoded = readHeader(chain, bytes, where)
      if (!decoded.ok) return yield decoded
      const { height, id } = decoded.value
      if (height > 0) header = decoded.value
      else if (await chain.store.block(id)) yield ok('genesis' as const)
      else return yield bad(`${where} is the first block of another network; open that network first`)
    }
  } catch (cause) {
    // The CAR library's errors have no codes; our own do.
    if (cause instanceof Error && 'code' in cause) throw cause
    return yield bad(
      count === 0
        ? 'car: it is not a CAR; choose a file that `chain export` made'
        : `car: it ends within block ${count + 1}; copy the file again`,
    )
  }
  if (header) yield bad(`car: the body of block ${header.height} is missing; copy the file again`)
  else if (count === 0) yield bad('car: it has no blocks; choose a file that `chain export` made')
}

function readHeader(chain: Chain, bytes: Uint8Array, where: string): Result<Header, Failure> {
  const header = decodeHeader(bytes)
  if (!header.ok) return fail(header.error.code, `${where} is not a block header: ${header.error.message}`)
  const { networkId } = header.value
  if (networkId === chain.networkId) return header
  return fail('NETWORK_OTHER', `car: it is of network ${networkId}; open that network first`)
}

function fits({ code, multihash }: CID, bytes: Uint8Array): boolean {
  return code === DAG_CBOR && multihash.code === SHA2_256 && bytesEqual(multihash.digest, sha256(bytes))
}

function failureOf(outcome: ImportOutcome, batch: readonly Block[]): ReturnType<typeof fail> | undefined {
  switch (outcome.type) {
    case 'extended':
    case 'reorganised':
    case 'forked':
    case 'known':
      return undefined
    case 'orphan':
      return fail(
        'HEADER_PARENT_UNKNOWN',
        `car: block ${batch[0]?.header.height} has a parent that is not here; choose a file that begins lower`,
      )
    case 'invalid': {
      const at = batch.find(({ header }) => header.id === outcome.at)
      const { code, message } = outcome.violation
      return fail(code, `car: height ${at?.header.height ?? '?'}: ${message}`)
    }
    case 'unchecked':
      return fail(
        outcome.storage?.code ?? outcome.code ?? 'BLOCK_UNCHECKED',
        `car: not imported: ${outcome.reason}`,
      )
  }
}

const bad = (message: string) => fail('CAR_BAD', message)
