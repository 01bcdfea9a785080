import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ContractValue as Value } from '#api/contract-results.ts'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { type ChainDatabase, openChainDatabase } from '#storage/schema.ts'
import type { AppProps } from '../../app-props.ts'
import { VALUE_ITEMS_STEP, VALUE_TEXT_SHOWN } from '../../limits.ts'
import { Look } from '../../look.tsx'
import { NodeProvider } from '../../node-context.tsx'
import { WalletProvider } from '../../wallet-context.tsx'
import { ContractValue } from './contract-value.tsx'

const bytes = new Uint8Array(32).fill(7)
let db: ChainDatabase
let root: Root
let holder: HTMLElement

beforeEach(() => {
  db = openChainDatabase(`ui-test/${crypto.randomUUID()}`)
  holder = document.body.appendChild(document.createElement('div'))
  root = createRoot(holder)
})

afterEach(async () => {
  root.unmount()
  holder.remove()
  await db.delete()
})

function show(value: Value) {
  const node = { db, genesis: { name: 'Testnet', symbol: 'TST' } as GenesisParameters } as AppProps
  root.render(
    <Look>
      <NodeProvider value={node}>
        <WalletProvider>
          <ContractValue value={value} />
        </WalletProvider>
      </NodeProvider>
    </Look>,
  )
}

test('each type can be told from the others', async () => {
  show({
    bigint: 5n,
    bytes: Uint8Array.of(0, 255),
    none: null,
    number: 5,
    text: '',
    truth: false,
    nothing: [],
  })
  await expect.element(page.getByText('0x00ff')).toBeVisible()
  const shown = [...holder.querySelectorAll('dl > div')].map(each => each.textContent)
  expect(shown).toEqual([
    ...['bigint5n', 'bytes0x00ff', 'nonenothing', 'number5', 'textempty text', 'truthfalse'],
    'nothingempty list',
  ])
})

test('a list of objects is a table, another one has its places, and what is deep is opened', async () => {
  show({ deals: [{ id: 1, paid: 2n }, { id: 2 }], deep: [[['found']]] })
  await expect.element(page.getByRole('columnheader', { name: 'paid' })).toBeVisible()
  expect(holder.querySelectorAll('tbody tr')).toHaveLength(2)
  await expect.element(page.getByText('found')).not.toBeInTheDocument()
  await page.getByText('1 item').click()
  await page.getByText('1 item').nth(1).click()
  await expect.element(page.getByText('found')).toBeVisible()
})

test('addresses are links to what they are', async () => {
  show([formatAddress(bytes), formatContractAddress(bytes), `${formatAddress(bytes).slice(0, -1)}q`])
  await expect
    .element(page.getByRole('link', { name: /^tab1/ }))
    .toHaveAttribute('href', `#/address/${formatAddress(bytes)}`)
  await expect
    .element(page.getByRole('link', { name: /^tabc1/ }))
    .toHaveAttribute('href', `#/contracts/${formatContractAddress(bytes)}`)
  expect(holder.querySelectorAll('a')).toHaveLength(2)
})

test('text stays text, and long or many things stay short until they are asked for', async () => {
  const long = 'x'.repeat(VALUE_TEXT_SHOWN + 600)
  show(['<img src=x onerror=alert(1)>', long, ...Array.from({ length: 100 }, (_, i) => i)])
  await expect.element(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  expect(holder.querySelector('img')).toBeNull()
  expect(holder.querySelectorAll('li')).toHaveLength(VALUE_ITEMS_STEP)
  await page.getByRole('button', { name: /Show all 1.000 characters/ }).click()
  await expect.element(page.getByText(long)).toBeVisible()
  await page.getByRole('button', { name: /Show more \(52 left\)/ }).click()
  expect(holder.querySelectorAll('li')).toHaveLength(2 * VALUE_ITEMS_STEP)
})
