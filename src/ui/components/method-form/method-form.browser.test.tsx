import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ContractMethodResult } from '#api/contract-results.ts'
import { formatAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { type ChainDatabase, openChainDatabase } from '#storage/schema.ts'
import type { AppProps } from '../../app-props.ts'
import { Look } from '../../look.tsx'
import { NodeProvider } from '../../node-context.tsx'
import { WalletProvider } from '../../wallet-context.tsx'
import { MethodForm } from './method-form.tsx'

const own = formatAddress(new Uint8Array(32).fill(1))
const TRANSFER: ContractMethodResult = {
  name: 'transfer',
  parameters: ['to', 'amount', "note = ''"],
  view: false,
  payable: true,
}

let db: ChainDatabase
let root: Root
let holder: HTMLElement
let calls: [unknown[], bigint | undefined][]

beforeEach(async () => {
  calls = []
  db = openChainDatabase(`ui-test/${crypto.randomUUID()}`)
  const wallet = {
    name: 'main',
    position: 0,
    balance: 5n,
    nonce: 0,
    stake: 0n,
    pendingIn: 0n,
    pendingOut: 0n,
  }
  await db.wallet.put({ ...wallet, address: own })
  holder = document.body.appendChild(document.createElement('div'))
  root = createRoot(holder)
})

afterEach(async () => {
  root.unmount()
  holder.remove()
  await db.delete()
})

function show(method: ContractMethodResult, action: string) {
  const node = { db, genesis: { name: 'Testnet', symbol: 'TST' } as GenesisParameters } as AppProps
  root.render(
    <Look>
      <NodeProvider value={node}>
        <WalletProvider>
          <MethodForm
            method={method}
            action={action}
            running={false}
            onSubmit={(args, amount) => calls.push([args, amount])}
          />
        </WalletProvider>
      </NodeProvider>
    </Look>,
  )
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const reading = (name: string) => page.getByRole('combobox', { name: `Read ${name} as` })

test('fields, their readings and coins become the arguments of a call', async () => {
  show(TRANSFER, 'Call')
  await expect.element(page.getByRole('form', { name: 'Call transfer' })).toBeVisible()
  await page.getByRole('button', { name: 'Insert one of your addresses' }).click()
  await page.getByRole('menuitem', { name: 'main' }).click()
  await expect.element(field('to')).toHaveValue(own)
  await field('amount').fill('5')
  await expect.element(reading('amount')).toHaveDisplayValue('number')
  await reading('amount').selectOptions('bigint')
  await field('Coins to send').fill('1.5')
  await expect.element(reading('note')).toHaveDisplayValue("left out: ''")
  await page.getByRole('button', { name: 'Call' }).click()
  expect(calls).toEqual([[[own, 5n], 1_500_000n]])
})

test('what cannot be sent is said at its field, and the button waits', async () => {
  show(TRANSFER, 'Call')
  await field('amount').fill('1.5')
  await expect.element(page.getByText(/1\.5 is not a safe integer/)).toBeVisible()
  await expect.element(page.getByText(/Fill it in/)).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Call' })).toBeDisabled()
  await field('Coins to send').fill('1.1234567')
  await expect.element(page.getByText(/7 decimals/)).toBeVisible()
  expect(calls).toEqual([])
})

test('Enter sends what is left out as nothing, and a view takes no coins', async () => {
  show({ name: 'holders', parameters: ['after'], view: true, payable: false }, 'Read')
  await expect.element(field('after')).toBeVisible()
  expect(field('Coins to send').query()).toBeNull()
  ;(field('after').element() as HTMLInputElement).form?.requestSubmit()
  await expect.poll(() => calls).toEqual([[[], undefined]])
})
