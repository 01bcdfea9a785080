import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { NodeApi } from '#api/calls.ts'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { encode } from '#chain/codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { fail, ok } from '#lib/result.ts'
import { storedTx } from '#storage/history.ts'
import type { TxRow } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { namedId, testId } from '#testing/test-id.ts'

const own = formatAddress(new Uint8Array(32).fill(1))
const bytes = new Uint8Array(32).fill(7)
const contract = formatContractAddress(bytes)
const [deployId, callId, failedId] = ['ab', 'cd', 'ef'].map(byte => testId<TxId>(byte)) as [TxId, TxId, TxId]

const row = (change: Partial<TxRow>): TxRow => ({
  ...{
    id: callId,
    blockId: namedId<BlockId>(deployId),
    height: 5,
    index: 0,
    kind: 'invoke',
    sender: own,
    to: contract,
  },
  ...{
    amount: 2_000_000n,
    fee: 1_000n,
    nonce: 0,
    memo: 'vote',
    timestamp: Date.now(),
    parties: [own, contract],
  },
  detail: { method: 'vote', gasLimit: '5000000' },
  receipt: {
    ...{ status: 'applied', fee: 640n, gas: 3_200_000n, code: '', message: '', result: undefined },
    events: [{ source: contract, name: 'voted', data: ['red', '3'] }],
    changes: [
      [`00${bytesToHex(bytes)}`, encode([2_000_000n, 0])],
      [`07${bytesToHex(bytes)}0061`, Uint8Array.of(1)],
    ],
  },
  ...change,
})

let app: AppPage
afterEach(() => app.close())

async function open(hash: string, rows: readonly TxRow[], api: Partial<NodeApi> = {}) {
  location.hash = hash
  const consensus = { type: 'poa', spacingMs: 3_000, timeoutMs: 6_000, emptyBlocks: true }
  app = openAppPage(
    { name: 'Testnet', symbol: 'TST', timestamp: Date.now(), consensus } as unknown as GenesisParameters,
    { tx: async () => fail('TX_UNKNOWN', 'not asked'), ...api },
  )
  const wallet = { name: 'main', position: 0, balance: 50_000_000n, nonce: 0, pendingIn: 0n, pendingOut: 0n }
  await app.db.wallet.put({ ...wallet, address: own, stake: 0n })
  await app.db.txs.bulkPut(rows.map(storedTx))
  app.show()
}

const region = (name: string) => page.getByRole('region', { name })

test('a call says what was called, what it was given and what the contract told', async () => {
  await open(`#/tx/${callId}`, [row({})])
  const call = region('Call of a contract')
  await expect.element(call).toHaveTextContent(/vote\(\) on tabc1/)
  await expect.element(call).toHaveTextContent(/Coins given.*2.*TST/)
  await expect.element(call).toHaveTextContent(/Gas limit.*5.000.000/)
  const receipt = region('Receipt')
  await expect.element(receipt).toHaveTextContent(/tabc1\S+ voted\(red, 3\)/)
  await expect.element(receipt).toHaveTextContent(/tabc1\S+: balance 2.*tabc1\S+ a: false/)
  expect(receipt.element().textContent).not.toContain('tab1')
})

test('a deployment names the class and leads to the contract', async () => {
  const detail = { gasLimit: '5000000', sourceBytes: '1500' }
  await open(`#/tx/${deployId}`, [row({ id: deployId, kind: 'deploy', memo: 'Counter', amount: 0n, detail })])
  const deployment = region('New contract')
  await expect.element(deployment).toHaveTextContent('New contract Counter')
  await expect.element(deployment).toHaveTextContent(/Source.*1\.5/)
  await expect
    .element(deployment.getByRole('link', { name: /^tabc1/ }))
    .toHaveAttribute('href', `#/contracts/${contract}`)
})

test('a call that failed says what the code said, with its line, also in lists', async () => {
  const { receipt } = row({})
  const message = 'only once (line 12)'
  const failed = {
    ...receipt,
    status: 'failed',
    code: 'CODE_THREW',
    message,
    events: [],
    changes: [],
  } as const
  await open(`#/tx/${failedId}`, [row({ id: failedId, receipt: failed })])
  await expect
    .element(region('Receipt'))
    .toHaveTextContent(/Failed: The contract refused.*only once \(line 12\)/)
  location.hash = '#/wallet/send'
  await expect
    .element(page.getByRole('list', { name: 'History' }))
    .toHaveTextContent(/vote\(\) on tabc1.*only once \(line 12\)/)
})

test('the page of a contract’s address has its balance and calls, and no form to pay it', async () => {
  await open(`#/address/${contract}`, [row({})], { chainProof: async () => ok({} as never) })
  await app.db.state.put({ key: `00${bytesToHex(bytes)}`, value: encode([2_000_000n, 0]) })
  await expect.element(page.getByRole('heading', { name: 'Contract' })).toBeVisible()
  await expect.element(region('Balance')).toHaveTextContent(/2.*TST/)
  await expect.element(region('History')).toHaveTextContent(/vote\(\) by main/)
  expect(page.getByRole('link', { name: 'Send to it' }).query()).toBeNull()
})
