import { describe, expect, test } from 'vitest'
import type { Seal } from '../chain/block/header.ts'
import { assembleHeader } from '../chain/block/header-codec.ts'
import { assert } from '../lib/assert.ts'
import type { UnixMs } from '../lib/clock.ts'
import type { BuiltBlock, ChainBuilder } from '../testing/chain-builder.ts'
import type { ChainRecord } from './engine.ts'

export interface EngineSuiteOptions {
  /** A builder on a fresh engine of the kind that is tested, with the same network every time. */
  readonly builder: () => ChainBuilder
  /** What a record goes through on its way into the database and back: structured clone. */
  readonly clone: (record: ChainRecord) => ChainRecord
}

/** What every consensus engine keeps, whatever its way to choose who produces. Its own rules are tested beside it. */
export function engineSuite(name: string, { builder, clone }: EngineSuiteOptions): void {
  describe(`${name} as an engine`, () => {
    const chain = builder()
    const blocks = [chain.genesis, ...chain.extend(chain.genesis, 20)]
    const last = blocks.at(-1)
    assert(last, 'a chain has a last block')

    test('verifies every block that it prepared', () => {
      eachPair(blocks, (parent, block) => {
        expect(chain.engine.verify(block.header, parent.header, parent.record)).toEqual({
          ok: true,
          value: undefined,
        })
      })
    })

    test('is as heavy as its blocks together, each of which weighs something', () => {
      eachPair(blocks, (parent, block) => {
        const weight = chain.engine.weight(block.header)
        expect(weight > 0n).toBe(true)
        expect(block.record.totalWeight).toBe(parent.record.totalWeight + weight)
      })
    })

    test('goes on from a record that was stored', () => {
      eachPair(blocks, (parent, block) => {
        const stored = clone(parent.record)
        expect(stored).toEqual(parent.record)
        expect(chain.engine.verify(block.header, parent.header, stored).ok).toBe(true)
        expect(chain.engine.follow(block.header, parent.header, stored)).toEqual(block.record)
      })
    })

    test('is the same in every node', () => {
      const other = builder()
      expect(other.genesis.header).toEqual(chain.genesis.header)
      expect(other.genesis.record).toEqual(chain.genesis.record)
      eachPair(blocks, (parent, block) => {
        expect(other.engine.verify(block.header, parent.header, parent.record).ok).toBe(true)
      })
    })

    test('refuses a seal of any other shape, and never throws', () => {
      const odd: Seal[] = [
        [],
        [0n],
        [0n, 0n],
        [new Uint8Array()],
        last.header.seal.slice(1),
        [...last.header.seal, new Uint8Array(8)],
        last.header.seal.toReversed(),
        last.header.seal.map(() => new Uint8Array(1000)),
      ]
      const parent = blocks.at(-2)
      assert(parent, 'the last block has a parent')
      for (const seal of odd) {
        const header = assembleHeader({ ...last.header, seal })
        expect(chain.engine.verify(header, parent.header, parent.record)).toMatchObject({
          ok: false,
          error: { code: expect.stringMatching(/^SEAL_/) },
        })
      }
    })

    test('prepares a seal, or says until when to wait', () => {
      const now = last.header.timestamp
      const preparation = chain.engine.prepare(last.header, last.record, last.header.producer, now)
      if (preparation.status === 'ready') {
        expect(preparation.seal.length).toBe(last.header.seal.length)
        expect(preparation.target > 0n).toBe(true)
      } else {
        expect(preparation.waitUntil).toBeGreaterThan(now satisfies UnixMs)
        expect(preparation.reason).not.toBe('')
      }
    })
  })
}

function eachPair(
  blocks: readonly BuiltBlock[],
  check: (parent: BuiltBlock, block: BuiltBlock) => void,
): void {
  let pairs = 0
  for (const [i, block] of blocks.entries()) {
    const parent = blocks[i - 1]
    if (parent === undefined) continue
    check(parent, block)
    pairs++
  }
  assert(pairs > 0, 'no pair of blocks was checked')
}
