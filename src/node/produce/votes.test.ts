import { expect, test } from 'vitest'
import type { Header } from '#chain/block/header.ts'
import { known } from '#lib/assert.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { ancestryOf, type BuiltBlock, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { type VoteRow, Votes } from './votes.ts'

const [alice, bob, carol] = [1, 2, 3].map(testAccount) as [
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
]
const chain = createSealedChain(authorityNetwork({ authorities: [alice, bob, carol], admin: alice }))

function disk() {
  let rows: readonly VoteRow[] = []
  return {
    load: async () => rows,
    save: async (kept: readonly VoteRow[]) => {
      rows = kept
    },
  }
}

const ancestorsOf = (parent: BuiltBlock) => async (height: number) => {
  for (const { header } of ancestryOf(parent)) if (header.height === height) return header
  return undefined
}
const since = (votes: Votes, parent: BuiltBlock, justified = 0) =>
  votes.sinceOf(alice.address, parent.header.height + 1, justified, ancestorsOf(parent))
const signed = (votes: Votes, header: Header, from: number, justified = 0) =>
  votes.record(header, { since: from, justified, final: 0 })

/** Two chains from genesis, on which all producers take turns. */
const main = await chain.extend(chain.genesis, 6, { by: [alice, bob, carol] })
const fork = await chain.extend(chain.genesis, 6, { by: [bob, carol] })
const at = (blocks: BuiltBlock[], height: number) => known(blocks[height - 1], 'block')
/** Alice's blocks on the main chain. */
const own = main.filter(({ header }) => String(header.producer) === String(alice.address))

test('a key without signatures supports only its new block', async () => {
  const votes = await Votes.open(disk())
  expect(await since(votes, at(main, 4))).toBe(5)
})

test('on the chain of its last block it supports the same blocks as that one', async () => {
  const votes = await Votes.open(disk())
  const { header } = known(own[0], 'own block')
  await signed(votes, header, 2)
  expect(await since(votes, at(main, 5))).toBe(2)
})

test('on another chain it supports nothing up to the highest block that it signed, after a reload too', async () => {
  const store = disk()
  const votes = await Votes.open(store)
  const { header } = known(own[1], 'second own block')
  await signed(votes, header, 1)
  for (const reader of [votes, await Votes.open(store)]) {
    expect(await since(reader, at(fork, 2))).toBe(header.height + 1)
  }
  // it signs there and returns: the signature in between counts too
  await signed(votes, { ...at(fork, 3).header, producer: alice.address }, header.height + 1)
  expect(await since(votes, at(main, 6))).toBe(header.height + 1)
})

test('it signs nothing on a chain with a lower justified block than one on which it signed', async () => {
  const votes = await Votes.open(disk())
  await signed(votes, known(own[0], 'own block').header, 1, 2)
  expect(await since(votes, at(fork, 4), 1)).toBeUndefined()
  expect(await since(votes, at(fork, 4), 2)).toBe(known(own[0], 'own block').header.height + 1)
})
