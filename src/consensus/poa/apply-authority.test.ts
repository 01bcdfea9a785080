import { describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { undoBlock } from '#chain/apply/journal.ts'
import { MAX_AUTHORITIES } from '#chain/limits.ts'
import { readAccount } from '#chain/state/account.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import { known } from '#lib/assert.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { authoritiesAt, readAuthorities, readSets } from './authorities.ts'

const FEE = 5n
const START = 1000n * COIN

const [a0, a1, a2] = [1, 2, 3].map(testAccount) as [TestAccount, TestAccount, TestAccount]
const admin = testAccount(9)
const heir = testAccount(10)
const stranger = testAccount(11)

type Action = 'add' | 'remove' | 'admin'
type Step = readonly [by: TestAccount, action: Action, whom: TestAccount]

const chainOf = (authorities: readonly TestAccount[]) =>
  createSealedChain(authorityNetwork({ authorities, admin, rich: [admin, heir, stranger] }))

/** A block on `parent` with these changes, and their outcomes. */
async function take(
  chain: ReturnType<typeof chainOf>,
  parent: BuiltBlock,
  by: readonly TestAccount[],
  ...steps: Step[]
) {
  const nonces = new Map<TestAccount, number>()
  const transactions = steps.map(([from, action, whom]) => {
    const nonce = nonces.get(from) ?? readAccount(parent.state, from.address).nonce
    nonces.set(from, nonce + 1)
    const payload = { kind: 'authority', action, address: whom.address } as const
    return transactionOf(chain.params, from, payload, { nonce, fee: FEE })
  })
  const block = await chain.seal(parent, transactions, { by })
  return { block, receipts: known(block.applied, 'applied block').receipts }
}

const codes = (receipts: readonly { status: string; code: string }[]) =>
  receipts.map(({ status, code }) => (status === 'applied' ? 'applied' : code))
const turns = ({ state }: BuiltBlock) => readAuthorities(state).authorities
const addresses = (...accounts: TestAccount[]) => accounts.map(({ address }) => address)

describe('adding', () => {
  test('appends, from the next block on, and says so in an event', async () => {
    const chain = chainOf([a0, a1])
    const { block, receipts } = await take(chain, chain.genesis, [a0, a1], [admin, 'add', a2])
    expect(receipts).toMatchObject([
      { status: 'applied', events: [{ source: 'authority', name: 'added', data: [a2.text] }] },
    ])
    expect(receipts[0]?.changes.map(([key]) => key)).toContain(KEY_SPACE.authorities)
    expect(turns(block)).toEqual(addresses(a0, a1, a2))

    // with two authorities the block at height 2 was the first's turn, with three it is the third's
    const facts = (of: BuiltBlock) => chain.engine.facts(of.state, ancestryOf(of))
    expect(facts(chain.genesis)).toMatchObject({ next: a1.address })
    expect(facts(block)).toMatchObject({ next: a2.address })
    const second = await chain.seal(block, [], { by: [a0, a1, a2] })
    expect(second.header.producer).toEqual(a2.address)
  })

  test('an address that is an authority already fails', async () => {
    const chain = chainOf([a0, a1])
    const { block, receipts } = await take(
      chain,
      chain.genesis,
      [a1],
      [admin, 'add', a0],
      [admin, 'add', a2],
      [admin, 'add', a2],
    )
    expect(codes(receipts)).toEqual(['AUTHORITY_KNOWN', 'applied', 'AUTHORITY_KNOWN'])
    expect(turns(block)).toEqual(addresses(a0, a1, a2))
  })

  test('more than there may be fails, exactly as many do not', async () => {
    const many = Array.from({ length: MAX_AUTHORITIES - 1 }, (_, n) => testAccount(100 + n))
    const chain = chainOf(many)
    const { block, receipts } = await take(chain, chain.genesis, many, [admin, 'add', a0], [admin, 'add', a1])
    expect(codes(receipts)).toEqual(['applied', 'AUTHORITY_TOO_MANY'])
    expect(turns(block)).toEqual(addresses(...many, a0))
    // the last in order passes over all others
    const next = await chain.seal(block, [], { by: [a0] })
    expect(next.header.seal[0]).toBe(BigInt(MAX_AUTHORITIES - 1 - 2))
    expect(chain.engine.authorise(next.header, block.state, ancestryOf(block)).ok).toBe(true)
  })
})

describe('removing', () => {
  test('counts from the next block on; what the removed one made before stays valid', async () => {
    const chain = chainOf([a0, a1, a2])
    const before = await chain.seal(chain.genesis, [], { by: [a1] })
    const { block, receipts } = await take(chain, before, [a2], [admin, 'remove', a1])
    expect(receipts).toMatchObject([{ events: [{ source: 'authority', name: 'removed', data: [a1.text] }] }])
    expect(turns(block)).toEqual(addresses(a0, a2))

    expect(chain.engine.authorise(before.header, chain.genesis.state, ancestryOf(chain.genesis)).ok).toBe(
      true,
    )
    // at the height of the removal itself it still was one
    const rival = await chain.seal(before, [], { by: [a1] })
    expect(chain.engine.authorise(rival.header, before.state, ancestryOf(before)).ok).toBe(true)
    // one height later it is not one, whatever it claims
    const later = await chain.seal(rival, [], { by: [a1] })
    expect(chain.engine.authorise(later.header, rival.state, ancestryOf(rival)).ok).toBe(true)
    expect(chain.engine.authorise(later.header, block.state, ancestryOf(block))).toMatchObject({
      error: { code: 'SEAL_AUTHORITY' },
    })
    await expect(chain.seal(block, [], { by: [a1] })).rejects.toThrow(
      'none of your addresses is an authority',
    )
  })

  test('the one whose turn it is, in its own block, is possible', async () => {
    const chain = chainOf([a0, a1])
    const { block, receipts } = await take(chain, chain.genesis, [a1], [admin, 'remove', a1])
    expect(codes(receipts)).toEqual(['applied'])
    expect(block.header.producer).toEqual(a1.address)
    const alone = await chain.extend(block, 3, { by: [a0, a1] })
    expect(alone.map(({ header }) => header.producer)).toEqual(addresses(a0, a0, a0))
  })

  test('an address that is not an authority fails, and the last cannot be removed', async () => {
    const chain = chainOf([a0, a1])
    const steps: Step[] = [
      [admin, 'remove', stranger],
      [admin, 'remove', a0],
      [admin, 'remove', a0],
      [admin, 'remove', a1],
    ]
    const { block, receipts } = await take(chain, chain.genesis, [a1], ...steps)
    expect(codes(receipts)).toEqual(['AUTHORITY_UNKNOWN', 'applied', 'AUTHORITY_UNKNOWN', 'AUTHORITY_LAST'])
    expect(turns(block)).toEqual(addresses(a1))
  })

  test('and adding again puts it at the end', async () => {
    const chain = chainOf([a0, a1, a2])
    const { block } = await take(chain, chain.genesis, [a1], [admin, 'remove', a0], [admin, 'add', a0])
    expect(turns(block)).toEqual(addresses(a1, a2, a0))
  })
})

describe('the admin', () => {
  test('is the only one who may, be it an authority or not', async () => {
    const chain = chainOf([a0, a1])
    const steps: Step[] = (['add', 'remove', 'admin'] as const).map(action => [stranger, action, a2])
    const { block, receipts } = await take(chain, chain.genesis, [a1], ...steps)
    expect(codes(receipts)).toEqual(['AUTHORITY_NOT_ADMIN', 'AUTHORITY_NOT_ADMIN', 'AUTHORITY_NOT_ADMIN'])
    expect(readAuthorities(block.state)).toEqual(readAuthorities(chain.genesis.state))
  })

  test('transfers its rights, and is then refused, in the same block too', async () => {
    const chain = chainOf([a0, a1])
    const steps: Step[] = [
      [heir, 'add', a2],
      [admin, 'admin', heir],
      [admin, 'add', a2],
      [heir, 'add', a2],
    ]
    const { block, receipts } = await take(chain, chain.genesis, [a1], ...steps)
    expect(codes(receipts)).toEqual(['AUTHORITY_NOT_ADMIN', 'applied', 'AUTHORITY_NOT_ADMIN', 'applied'])
    expect(receipts[1]?.events).toEqual([{ source: 'authority', name: 'admin', data: [heir.text] }])
    expect(readAuthorities(block.state).admin).toEqual(heir.address)
    expect(turns(block)).toEqual(addresses(a0, a1, a2))

    const next = await take(chain, block, [a0, a1, a2], [admin, 'admin', admin], [heir, 'remove', a0])
    expect(codes(next.receipts)).toEqual(['AUTHORITY_NOT_ADMIN', 'applied'])
  })
})

test('what fails pays its fee, uses its nonce and changes nothing else', async () => {
  const chain = chainOf([a0])
  const steps: Step[] = [
    [stranger, 'admin', stranger],
    [admin, 'add', a0],
    [admin, 'remove', a1],
    [admin, 'remove', a0],
  ]
  const { block, receipts } = await take(chain, chain.genesis, [a0], ...steps)
  expect(codes(receipts)).toEqual([
    'AUTHORITY_NOT_ADMIN',
    'AUTHORITY_KNOWN',
    'AUTHORITY_UNKNOWN',
    'AUTHORITY_LAST',
  ])
  for (const receipt of receipts) {
    expect(receipt).toMatchObject({ fee: FEE, events: [] })
    expect(receipt.changes.length).toBe(1)
  }
  expect(readAuthorities(block.state)).toEqual(readAuthorities(chain.genesis.state))
  expect(readAccount(block.state, admin.address)).toEqual({ balance: START - 3n * FEE, nonce: 3 })
  expect(readAccount(block.state, stranger.address)).toEqual({ balance: START - FEE, nonce: 1 })
  expect(block.applied?.fees).toBe(4n * FEE)
})

test('undoing a block gives back the authorities and the admin before', async () => {
  const chain = chainOf([a0, a1])
  const { block } = await take(
    chain,
    chain.genesis,
    [a1],
    [admin, 'add', a2],
    [admin, 'remove', a0],
    [admin, 'admin', heir],
  )
  expect(block.state.root()).not.toBe(chain.genesis.state.root())
  const undone = undoBlock(block.state, known(block.applied, 'applied block').journal)
  expect(undone.root()).toBe(chain.genesis.state.root())
  expect(readAuthorities(undone)).toEqual(readAuthorities(chain.genesis.state))
})

test('genesis has the authorities of its parameters', () => {
  const chain = chainOf([a2, a0])
  expect(readSets(chain.genesis.state)).toEqual([
    { from: 0, admin: admin.address, authorities: addresses(a2, a0) },
  ])
})

describe('for what becomes final', () => {
  test('a change counts once it is final: until then those before it do, and it is in the state with them', async () => {
    const chain = chainOf([a0, a1, a2])
    const { block } = await take(chain, chain.genesis, [a1], [admin, 'add', heir])
    expect(readSets(block.state).map(({ from }) => from)).toEqual([0, 1])
    expect(authoritiesAt(block.state, 0).authorities).toEqual(addresses(a0, a1, a2))
    expect(authoritiesAt(block.state, 1).authorities).toEqual(addresses(a0, a1, a2, heir))

    // with all present it is final soon, and the next change removes every earlier set
    const later = (await chain.extend(block, 12, { by: [a0, a1, a2, heir] })).at(-1) as BuiltBlock
    const next = await take(chain, later, [a0, a1, a2, heir], [admin, 'remove', heir])
    const after = readSets(next.block.state)
    expect(after.map(({ from }) => from)).toEqual([1, next.block.header.height])
  })
})
