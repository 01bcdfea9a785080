import { expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { JudgingFault } from '#lib/judged.ts'
import { type BuiltBlock, createChainBuilder, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openJudge } from '#testing/judge.ts'
import { namedId } from '#testing/test-id.ts'
import { BEHIND_BLOCKS, BEYOND_HEADERS } from '../limits.ts'
import { blocksBehind, setAside } from './beyond.ts'
import { checkHeader } from './check-header.ts'

const [me, other] = [testAccount(1), testAccount(2)]
const genesis = testNetwork({}, [me])
const { extend, genesis: first } = createChainBuilder(genesis)
const theirs = extend(first, 20, { producer: other.address })
const mine = extend(first, 20)
const at = (blocks: readonly BuiltBlock[], height: number) => known(blocks[height - 1], 'block')

/** A chain of one block, and a rival chain whose first block cannot be judged. */
async function world() {
  const judge = await openJudge(genesis)
  const { chain } = judge
  await judge.block(at(mine, 1))
  const { id, height } = at(theirs, 1).header
  setAside(chain, new JudgingFault({ what: 'block', id, height, step: 'apply' }, new Error('planted')))
  return { ...judge, check: (block: BuiltBlock) => checkHeader(chain, block.header) }
}

test('descendants of such a block stay unchecked, and are never applied', async () => {
  const { chain, block, all, check } = await world()
  expect(check(at(theirs, 1))).toMatchObject({ type: 'unchecked', code: 'JUDGING_FAULT' })
  expect(check(at(theirs, 2))).toMatchObject({ type: 'unchecked', code: 'JUDGING_FAULT' })
  expect(await block(at(theirs, 3))).toBe('JUDGING_FAULT')
  expect(await all(theirs)).toBe('JUDGING_FAULT')
  expect(chain.tip.header.id).toBe(at(mine, 1).header.id)
})

test('this tab is behind once the others’ chain is long enough and heavier, until its own is heavier again', async () => {
  const { chain, check, all } = await world()
  for (let height = 1; height < BEHIND_BLOCKS; height++) check(at(theirs, height))
  expect(blocksBehind(chain)).toBe(0)
  check(at(theirs, BEHIND_BLOCKS))
  expect(blocksBehind(chain)).toBe(BEHIND_BLOCKS - 1)

  expect(await all(mine.slice(0, BEHIND_BLOCKS + 1))).toBe('extended')
  expect(blocksBehind(chain)).toBe(0)
})

test('a block that was in the tree already is set aside with its descendants', async () => {
  const { chain } = await openJudge(genesis)
  for (const block of theirs) expect(checkHeader(chain, block.header).type).toBe('checked')
  const { id, height } = at(theirs, 5).header
  setAside(chain, new JudgingFault({ what: 'block', id, height, step: 'body' }, new Error('planted')))
  expect(chain.tree.beyond().map(({ beyond }) => beyond)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
})

test('a limited number of its headers is kept', async () => {
  const { chain, check } = await world()
  check(at(theirs, 1))
  const root = known(chain.tree.beyond()[0], 'block')
  for (let i = 1; i < BEYOND_HEADERS; i++) {
    chain.tree.add({ ...root, header: { ...root.header, id: namedId(`${i}`) } })
  }
  expect(check(at(theirs, 2))).toMatchObject({ type: 'unchecked' })
  expect(chain.tree.beyond()).toHaveLength(BEYOND_HEADERS)
  expect(chain.tree.get(at(theirs, 2).header.id)).toBeUndefined()
})

test('a block of the main chain stays valid, even if a bug is met in reading it again', async () => {
  const { chain, block, check } = await world()
  const { id } = at(mine, 1).header
  setAside(chain, new JudgingFault({ what: 'block', id, height: 1, step: 'apply' }, new Error('planted')))
  expect(check(at(mine, 2))).toMatchObject({ type: 'checked' })
  expect(await block(at(mine, 2))).toBe('extended')
})

test('any other error is thrown on', async () => {
  const { chain } = await openJudge(genesis)
  expect(() => setAside(chain, new TypeError('another'))).toThrow(TypeError)
})
