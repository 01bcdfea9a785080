import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { NodeApi } from '#api/calls.ts'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { BURN_TEXT } from '#chain/recipient.ts'
import { ok } from '#lib/result.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { namedId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'

const genesis = {
  name: 'Testnet',
  symbol: 'TST',
  consensus: { type: 'pow', spacingMs: 10_000, emptyBlocks: false },
  limits: { finalityDepth: 100 },
} as GenesisParameters
const own = formatAddress(new Uint8Array(32).fill(1))
const other = formatAddress(new Uint8Array(32).fill(2))

let app: AppPage
let sent: unknown[]

beforeEach(async () => {
  location.hash = '#/'
  sent = []
  const send: NodeApi['send'] = async args => {
    sent.push(args)
    return ok({ txId: 'ab'.repeat(32) })
  }
  app = openAppPage(genesis, { send })
  await app.db.wallet.put({
    address: own,
    name: 'main',
    position: 0,
    balance: 5_000_000n,
    nonce: 0,
    stake: 0n,
    pendingIn: 0n,
    pendingOut: 0n,
  })
})

afterEach(() => app.close())

test('what the node writes appears without a reload: balance, height, sync state', async () => {
  app.show()
  await expect.element(page.getByRole('region', { name: 'Balance' })).toHaveTextContent('5 TST')

  await app.db.summary.bulkPut([
    {
      key: 'chain',
      height: 1234,
      tip: namedId(''),
      tipTime: 0,
      finalHeight: 0,
      stateRoot: namedId(''),
      totalWeight: 0n,
      consensus: { type: 'pow', target: 'ff', hashesPerSecond: 1n },
    },
    {
      key: 'network',
      id: namedId(''),
      name: '',
      symbol: '',
      consensus: 'pow',
      peerId: testPeer(''),
      signaling: 'online',
      peers: 3,
      others: 0,
    },
    { key: 'sync', state: 'bodies', target: 2000, height: 1000 },
  ])
  await expect.element(page.getByRole('link', { name: 'Block height: 1\u00a0234' })).toBeInTheDocument()
  await expect.element(page.getByRole('link', { name: 'Peers: 3' })).toBeInTheDocument()
  await expect.element(page.getByRole('status', { name: 'Sync state' })).toHaveTextContent('Catching up, 50%')

  await app.db.wallet.update(own, { balance: 7_250_000n })
  await expect.element(page.getByRole('region', { name: 'Balance' })).toHaveTextContent('7.25 TST')
})

test('a payment is checked as it is typed, shown once more, and sent as it was shown', async () => {
  location.hash = '#/wallet/send'
  app.show()
  const review = page.getByRole('button', { name: 'Review payment' })
  await expect.element(review).toBeDisabled()
  await expect.element(page.getByText('Enter the recipient’s address')).toBeInTheDocument()

  await page.getByRole('textbox', { name: 'To', exact: true }).fill(other)
  await page.getByRole('textbox', { name: 'Amount' }).fill('1.1234567')
  await expect.element(page.getByText(/7 decimals/)).toBeInTheDocument()
  await expect.element(review).toBeDisabled()

  await page.getByRole('textbox', { name: 'Amount' }).fill('1.5')
  await page.getByRole('textbox', { name: 'Memo' }).fill('lunch')
  await review.click()
  expect(sent).toEqual([])
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect.element(page.getByRole('link', { name: 'Follow this payment' })).toBeInTheDocument()
  expect(sent).toEqual([{ from: own, to: other, amount: 1_500_000n, fee: SUGGESTED_FEE, memo: 'lunch' }])
})

test('burning coins says that they are gone for good', async () => {
  location.hash = '#/wallet/send'
  app.show()
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('Burn')
  await page.getByRole('textbox', { name: 'Amount' }).fill('1')
  await page.getByRole('button', { name: 'Review payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Destroy these coins?' })
  await expect.element(dialog).toHaveTextContent(/nobody can ever spend/)
  await dialog.getByRole('button', { name: 'Burn them' }).click()
  await expect.element(page.getByRole('link', { name: 'Follow this payment' })).toBeInTheDocument()
  expect(sent).toEqual([{ from: own, to: 'burn', amount: 1_000_000n, fee: SUGGESTED_FEE, memo: '' }])
})

test('an address that anybody can sign for, or nobody, says so and is not offered to be paid', async () => {
  location.hash = `#/address/${formatAddress(new Uint8Array(32))}`
  app.show()
  await expect.element(page.getByRole('note')).toHaveTextContent(/Anybody can sign/)
  expect(page.getByRole('link', { name: 'Send to it' }).query()).toBeNull()

  location.hash = `#/address/${BURN_TEXT}`
  await expect.element(page.getByRole('note')).toHaveTextContent(/Nobody can sign/)
  location.hash = `#/address/${other}`
  await expect.element(page.getByRole('link', { name: 'Send to it' })).toBeVisible()
  expect(page.getByRole('note').query()).toBeNull()
})

test('a database that is gone is said, and the page stands', async () => {
  app.show()
  await expect.element(page.getByText('No blocks yet')).toBeInTheDocument()
  app.db.close()
  location.hash = '#/peers'
  await expect.element(page.getByText(/cannot be read from the browser/).first()).toBeInTheDocument()
  await expect.element(page.getByRole('heading', { name: 'Peers', level: 1 })).toBeInTheDocument()
})

test('a crashed node and a fault are banners, and the status says so', async () => {
  app.show({ crash: { message: 'missing parent' } })
  await expect.element(page.getByRole('alert')).toHaveTextContent('missing parent')
  await expect.element(page.getByRole('status', { name: 'Sync state' })).toHaveTextContent('Stopped')
  app.show({ fault: { code: 'STORAGE_FULL', message: 'Free some disk space' } })
  await expect.element(page.getByRole('alert')).toHaveTextContent('Free some disk space')
  await expect.element(page.getByRole('status', { name: 'Sync state' })).toHaveTextContent('Paused')
})
