import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { formatAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId } from '#chain/ids.ts'
import { fail } from '#lib/result.ts'
import { storedTx } from '#storage/history.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { blockRow, txRowOf } from '#testing/chain-rows.ts'
import { namedId } from '#testing/test-id.ts'

const party = formatAddress(new Uint8Array(32).fill(1))
const [paymentId, blockId, parentId] = ['ab', 'cd', 'ef'].map(byte => byte.repeat(32)) as [
  string,
  string,
  string,
]

let app: AppPage

beforeEach(async () => {
  location.hash = `#/tx/${paymentId}`
  const consensus = { type: 'pow', spacingMs: 30_000, emptyBlocks: false }
  const genesis = { name: 'Testnet', symbol: 'TST', consensus } as unknown as GenesisParameters
  const unknown = async () => fail('TX_UNKNOWN', 'not asked')
  app = openAppPage(genesis, { tx: unknown, block: unknown })
  await app.db.blocks.bulkPut([
    blockRow(parentId, 4, { totalWeight: 1_000n }),
    blockRow(blockId, 5, { totalWeight: 2_000n, parent: parentId }),
  ])
  await app.db.txs.put(storedTx(txRowOf(blockId, 5, 0, { id: namedId(paymentId), sender: party, to: party })))
})
afterEach(() => app.close())

const tipIs = (height: number, totalWeight: bigint, finalHeight = 0) =>
  app.db.summary.put({
    key: 'chain',
    ...{ height, tip: namedId<BlockId>(blockId), tipTime: 0, finalHeight, totalWeight },
    stateRoot: namedId(''),
    consensus: { type: 'pow', target: 'ff', hashesPerSecond: 100n },
  })

test('a payment says what undoing it takes, as more work comes onto it, until it is final', async () => {
  await tipIs(5, 2_000n)
  app.show()
  const status = page.getByRole('region', { name: 'Payment' }).getByRole('status')
  await expect
    .element(status)
    .toHaveTextContent('1 block deep. Undoing this would take the whole network about 10 seconds.')
  await tipIs(34, 73_000n)
  await expect
    .element(status)
    .toHaveTextContent('30 blocks deep. Undoing this would take the whole network about 12 minutes.')
  await tipIs(600, 9_000_000n, 5)
  await expect.element(status).toHaveTextContent('596 blocks deep: this tab will not undo it any more.')
})
