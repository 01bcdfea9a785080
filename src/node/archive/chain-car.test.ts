import { CarReader } from '@ipld/car'
import { decode as decodeDagCbor } from '@ipld/dag-cbor'
import { beforeEach, describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import type { Failure, Result } from '#lib/result.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { CAR_BATCH } from './limits.ts'

const me = testAccount(1)
const genesis = testNetwork({}, [me])
const BLOCKS = CAR_BATCH + 3

let source: SingleTab
let car: Blob
beforeEach(async () => {
  source = await openSingleTab(genesis)
  for (let i = 0; i < BLOCKS; i++) {
    if (i === 1) taken(await source.api.send({ from: 'main', to: testAccount(2).text, amount: 5n }))
    await source.mine()
  }
  car = taken(await source.api.chainExport({})).car
})

function taken<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.message}`)
}

/** A tab with an empty chain and the source's time. */
async function openTarget(network = genesis): Promise<SingleTab> {
  const target = await openSingleTab(network)
  await target.clock.advance(source.clock.now() - target.clock.now())
  return target
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

describe('an exported chain', () => {
  test('can be read by an IPFS library: the root is the tip, and every block is DAG-CBOR', async () => {
    const reader = await CarReader.fromBytes(await bytesOf(car))
    const [root] = await reader.getRoots()
    const { cid, height } = taken(await source.api.block({ at: String(BLOCKS) }))
    expect(root?.toString()).toBe(cid)
    const header = decodeDagCbor<unknown[]>(known(await reader.get(known(root, 'root')), 'tip').bytes)
    expect(header).toContain(height)
    let count = 0
    for await (const block of reader.blocks()) {
      expect(Array.isArray(decodeDagCbor(block.bytes))).toBe(true)
      count++
    }
    expect(count).toBe(1 + 2 * BLOCKS)
  })

  test('gives another tab the same chain; a second import adds nothing', async () => {
    const target = await openTarget()
    expect(taken(await target.api.chainImport({ car }))).toEqual({
      blocks: BLOCKS + 1,
      added: BLOCKS,
      height: BLOCKS,
    })
    expect(target.node.chain.tip.header.id).toBe(source.node.chain.tip.header.id)
    expect(target.node.chain.state.root()).toBe(source.node.chain.state.root())
    expect(taken(await target.api.chainImport({ car }))).toEqual({
      blocks: BLOCKS + 1,
      added: 0,
      height: BLOCKS,
    })
    expect(taken(await target.api.chainVerify({})).height).toBe(BLOCKS)
  })
})

describe('a bad file is refused', () => {
  const refused = async (blob: Blob, target?: SingleTab) => {
    const tab = target ?? (await openTarget())
    const result = await tab.api.chainImport({ car: blob })
    if (result.ok) throw new Error('it was taken')
    return { ...result.error, height: tab.node.chain.tip.header.height }
  }

  test('another kind of file, and an empty one', async () => {
    for (const blob of [new Blob(['hello']), new Blob([])]) {
      expect(await refused(blob)).toMatchObject({
        code: 'CAR_BAD',
        message: expect.stringContaining('chain export'),
      })
    }
    expect(await refused('hello' as never)).toMatchObject({ code: 'VALUE_BAD' })
  })

  test('one that is cut off within a block or between a header and its body', async () => {
    const bytes = await bytesOf(car)
    expect(await refused(new Blob([bytes.subarray(0, bytes.length - 1)]))).toMatchObject({ code: 'CAR_BAD' })
  })

  test('a changed byte: the block no longer fits its CID, and nothing of it is kept', async () => {
    const bytes = await bytesOf(car)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(await refused(new Blob([bytes]))).toEqual({
      code: 'CAR_BAD',
      message: `car: block ${1 + 2 * BLOCKS} does not fit its CID; the file is damaged`,
      height: CAR_BATCH,
    })
  })

  test('the chain of another network', async () => {
    const target = await openTarget(testNetwork({ name: 'Another' }, [me]))
    expect(await refused(car, target)).toMatchObject({
      code: 'NETWORK_OTHER',
      message: expect.stringContaining(source.node.chain.networkId),
      height: 0,
    })
  })

  test('blocks from the future are not imported', async () => {
    const target = await openSingleTab(genesis)
    expect(await refused(car, target)).toMatchObject({ code: 'HEADER_TIMESTAMP_FUTURE', height: 0 })
  })
})
