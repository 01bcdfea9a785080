import { describe, expect, test } from 'vitest'
import type { TxId } from '#chain/ids.ts'
import type { TreeBlock } from '#node/chain/block-tree.ts'
import type { ConnectedBlock, TipChange } from '#node/chain/chain.ts'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { namedId } from '#testing/test-id.ts'
import { OWN_TRANSACTIONS } from './limits.ts'
import { OwnTransactions } from './own-transactions.ts'

const [alice, bob] = [testAccount(1), testAccount(2)]
const params = testNetwork({}, [alice])
const builder = createChainBuilder(params)
const tx = transferOf(params, alice, { to: bob.address, nonce: 0 })
const block = builder.build(builder.genesis, [tx])
const node: TreeBlock = { header: block.header, ...block.record, main: true, stored: true, invalid: false }

function changeOf(parts: Partial<Pick<TipChange, 'reverted' | 'connected'>>): TipChange {
  return { tip: node, state: block.state, final: 0, reverted: [], connected: [], ...parts }
}
const connected: ConnectedBlock[] = [{ node, transactions: [tx], receipts: [], reward: 0n, fees: 0n }]

describe('own transactions', () => {
  test('are pending, confirmed, and pending again after a reorg', () => {
    const own = new OwnTransactions()
    own.add(tx, 1)
    expect(own.waiting()).toHaveLength(1)

    own.accept(own.settled(changeOf({ connected })))
    expect(own.get(tx.id)).toMatchObject({ status: 'confirmed', height: 1 })
    expect(own.waiting()).toEqual([])

    const back = own.settled(changeOf({ reverted: [{ node, transactions: [tx] }] }))
    expect(back).toMatchObject([{ id: tx.id, status: 'pending' }])
    expect(back[0]).not.toHaveProperty('height')
    own.accept(back)
    expect(own.waiting()).toHaveLength(1)
  })

  test('stay confirmed after a reorg that keeps them', () => {
    const own = new OwnTransactions()
    own.add(tx, 1)
    const rows = own.settled(changeOf({ reverted: [{ node, transactions: [tx] }], connected }))
    expect(rows).toMatchObject([{ id: tx.id, status: 'confirmed' }])
  })

  test('are dropped with a reason, once, and not after confirmation', () => {
    const own = new OwnTransactions()
    own.add(tx, 1)
    expect(own.drop(tx.id, 'nonce-used')).toMatchObject({
      status: 'dropped',
      reason: expect.stringContaining('nonce'),
    })
    expect(own.drop(tx.id, 'expired')).toBeUndefined()
    own.accept(own.settled(changeOf({ connected })))
    expect(own.get(tx.id)).toMatchObject({ status: 'confirmed' })
    expect(own.get(tx.id)).not.toHaveProperty('reason')
  })

  test('have a reason while they are outside the pool, which is cleared on another chain', () => {
    const own = new OwnTransactions()
    own.add(tx, 1)
    expect(own.heldBack(tx.id, undefined)).toBeUndefined()
    expect(own.heldBack(tx.id, 'no coins')).toMatchObject({ status: 'pending', reason: 'no coins' })
    expect(own.heldBack(tx.id, 'no coins')).toBeUndefined()
    expect(own.waitingAbove(0)[0]).not.toHaveProperty('reason')
    expect(own.heldBack(tx.id, undefined)).not.toHaveProperty('reason')
    own.drop(tx.id, 'expired')
    expect(own.heldBack(tx.id, 'no coins')).toBeUndefined()
  })

  test('are forgotten beyond the bound if settled, never if pending', () => {
    const own = new OwnTransactions()
    const row = own.add(tx, 1)
    const settled = Array.from({ length: OWN_TRANSACTIONS + 5 }, (_, i) => ({
      ...row,
      id: namedId<TxId>(`${i}`),
      status: 'confirmed' as const,
    }))
    own.accept(settled)
    expect(own.get('0')).toBeUndefined()
    expect(own.get(`${OWN_TRANSACTIONS + 4}`)).toBeDefined()
    expect(own.waiting()).toHaveLength(1)
  })
})
