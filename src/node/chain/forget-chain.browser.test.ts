import { expect, test } from 'vitest'
import type { TxId } from '#chain/ids.ts'
import { createDexieChainStore } from '#storage/dexie-chain-store.ts'
import type { PendingRow } from '#storage/rows.ts'
import { openChainDatabase } from '#storage/schema.ts'
import { testId } from '#testing/test-id.ts'
import { forgetChain } from './forget-chain.ts'

const row: PendingRow = {
  ...{
    id: testId<TxId>('ab'),
    bytes: new Uint8Array(9),
    kind: 'transfer',
    sender: 'tab1me',
    amount: 1n,
    fee: 1n,
  },
  ...{ nonce: 7, memo: '', detail: {}, addedAt: 0, status: 'pending' },
}

test('the chain is deleted although a page reads it, and pending transactions are in the next one', async () => {
  const name = `forget/${crypto.randomUUID()}`
  const reopen = () => createDexieChainStore(openChainDatabase(name))
  const page = openChainDatabase(name)
  const store = reopen()
  await store.putPending([{ ...row, id: testId('cd') }])
  await store.putSummary([{ key: 'mempool', count: 3, bytes: 9 }])
  expect(await page.summary.count()).toBe(1)

  store.close()
  await forgetChain(store, reopen, [row])
  const next = reopen()
  const { blocks, pending } = await next.load()
  expect(blocks).toEqual([])
  expect(pending).toEqual([row])
  page.close()
  await next.destroy()
})
