import { expect, test } from 'vitest'
import type { BlockId, TxId } from '#chain/ids.ts'
import type { TxRow } from '#storage/rows.ts'
import { namedId } from '#testing/test-id.ts'
import { confirmedTx, unconfirmedTx } from './tx.ts'

const SAID = {
  ...{
    id: namedId<TxId>('a'),
    kind: 'invoke',
    sender: 'me',
    to: 'contract',
    amount: 0n,
    fee: 100_021n,
    nonce: 0,
  },
  ...{ memo: '', detail: {} },
}

const ROW: TxRow = {
  ...SAID,
  ...{ blockId: namedId<BlockId>('b'), height: 5, index: 0, timestamp: 100, parties: [] },
  receipt: {
    status: 'applied',
    fee: 1_322n,
    gas: 9n,
    code: '',
    message: 'hello',
    result: Uint8Array.of(1, 255),
    events: [],
    changes: [['00', undefined]],
  },
}

test('what was offered and what was paid have their own names, and nothing is paid while it waits', () => {
  expect(confirmedTx(ROW, 0)).toMatchObject({ feeOffered: 100_021n, feePaid: 1_322n })
  const waiting = unconfirmedTx({ ...SAID, addedAt: 1, status: 'pending' })
  expect(waiting).toMatchObject({ feeOffered: 100_021n, status: 'pending' })
  expect(waiting).not.toHaveProperty('feePaid')
})

test('a receipt has its bytes in hex', () => {
  const { receipt } = confirmedTx(ROW, 0)
  expect(receipt).toMatchObject({ message: 'hello', result: '01ff', changes: [{ key: '00', value: null }] })
})
