import { describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, recorded } from '#testing/sealed-chain.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { isPreferred } from '../fork-choice.ts'

const people = Array.from({ length: 5 }, (_, i) => testAccount(i + 1))
const outsider = testAccount(20)

const authorities = (count: number, admin: TestAccount = outsider) =>
  createSealedChain(authorityNetwork({ authorities: people.slice(0, count), admin }))
type Chain = ReturnType<typeof authorities>

const come = (chain: Chain, block: BuiltBlock) => chain.engine.agree(ancestryOf(block), block.state)
const lastOf = (blocks: readonly BuiltBlock[]) => known(blocks.at(-1), 'last block')
const goOn = async (chain: Chain, parent: BuiltBlock, count: number, by: TestAccount[]) =>
  lastOf(await chain.extend(parent, count, { by }))

describe('blocks become final', () => {
  test('with all there, soon, and every block says so', async () => {
    const chain = authorities(3)
    const blocks = await chain.extend(chain.genesis, 12, { by: people })
    const last = lastOf(blocks)
    const { justified, final } = come(chain, last)
    expect(justified).toBe(11)
    expect(final).toBe(9)
    const claimed = blocks.map(({ header }) => chain.engine.claims(header)?.final ?? 0)
    expect(claimed).toEqual(claimed.toSorted((a, b) => a - b))
    expect(claimed.at(-1)).toBe(8)
  })

  test('for a founder alone, with the next block', async () => {
    const chain = authorities(1)
    expect(come(chain, await goOn(chain, chain.genesis, 4, people))).toEqual({ justified: 4, final: 3 })
  })

  test.each([
    [3, 1],
    [4, 2],
    [5, 2],
  ])('of %i authorities not for %i, however long they go on', async (count, there) => {
    const chain = authorities(count)
    const last = await goOn(chain, chain.genesis, 30, people.slice(0, there))
    expect(come(chain, last)).toEqual({ justified: 0, final: 0 })
  })

  test('of two halves for the one with the admin', async () => {
    const chain = authorities(4, people[0])
    expect(come(chain, await goOn(chain, chain.genesis, 20, people.slice(0, 2))).final).toBeGreaterThan(10)
    expect(come(chain, await goOn(chain, chain.genesis, 20, people.slice(2, 4)))).toMatchObject({ final: 0 })
  })

  test('by more than half of the stake', async () => {
    const stakes = people.slice(0, 3).map((account, i) => [account, [60n, 50n, 10n][i] ?? 0n] as const)
    const begin = () => createSealedChain(stakeNetwork({ stakes }))
    const [most, second, least] = people as [TestAccount, TestAccount, TestAccount]
    const comeOf = async (count: number, by: TestAccount[]) => {
      const chain = begin()
      return come(chain, await goOn(chain, chain.genesis, count, by))
    }
    expect(await comeOf(20, [second])).toMatchObject({ final: 0 })
    // 60 of 120 are half, and not more
    expect(await comeOf(20, [most])).toMatchObject({ final: 0 })
    expect((await comeOf(60, [most, least])).final).toBeGreaterThan(0)
  })
})

describe('a signer on another chain', () => {
  test('does not count for blocks up to there', async () => {
    const chain = authorities(3)
    const [one, two, three] = people as [TestAccount, TestAccount, TestAccount]
    // two continue together: something is justified that one of them has signed upon
    const main = await goOn(chain, chain.genesis, 9, [one, two])
    // then one of them helps the third, from genesis on: it stands behind nothing there up to where it was
    const other = await goOn(chain, chain.genesis, 8, [two, three])
    expect(come(chain, main).final).toBeGreaterThan(3)
    expect(come(chain, other)).toEqual({ justified: 0, final: 0 })
  })

  test('counts again above it', async () => {
    const chain = authorities(3)
    const [one, two, three] = people as [TestAccount, TestAccount, TestAccount]
    await goOn(chain, chain.genesis, 4, [two])
    const last = await goOn(chain, chain.genesis, 16, [one, two, three])
    expect(come(chain, last).final).toBeGreaterThan(10)
  })
})

test('a chain on which a majority agreed is preferred to one that weighs more', async () => {
  const chain = authorities(5)
  const agreed = await goOn(chain, chain.genesis, 12, people.slice(0, 3))
  const heavy = await goOn(chain, chain.genesis, 16, people.slice(3))
  expect(heavy.header.height).toBeGreaterThan(agreed.header.height)
  expect(isPreferred(chain.engine, recorded(agreed), recorded(heavy))).toBe(true)
  expect(isPreferred(chain.engine, recorded(heavy), recorded(agreed))).toBe(false)
})

test('a block that claims too much of its chain is refused', async () => {
  const chain = authorities(3)
  const parent = await goOn(chain, chain.genesis, 6, people.slice(0, 1))
  const liar = await chain.seal(parent, [], {
    by: people,
    tamper: fields => ({ ...fields, seal: fields.seal.with(2, 4n) }),
  })
  expect(chain.engine.verify(liar.header, recorded(parent)).ok).toBe(true)
  expect(chain.engine.authorise(liar.header, parent.state, ancestryOf(parent))).toMatchObject({
    error: { code: 'SEAL_AGREEMENT' },
  })
})
