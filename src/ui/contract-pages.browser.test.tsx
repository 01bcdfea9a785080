import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { NodeApi } from '#api/calls.ts'
import type { ContractSimulateResult } from '#api/contract-results.ts'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import { contractAddress, writeContract } from '#chain/state/contract.ts'
import { writeStored } from '#chain/state/contract-storage.ts'
import { emptyState } from '#chain/state/state.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import { concatBytes } from '#lib/bytes.ts'
import { fail, ok } from '#lib/result.ts'
import { eventParties } from '#storage/contract-events.ts'
import { storedTx } from '#storage/history.ts'
import type { PendingRow, TxRow } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { testAccount } from '#testing/chain-builder.ts'
import { fieldKey, mapPrefix } from '#testing/fake-contracts.ts'
import { testId } from '#testing/test-id.ts'

const creator = testAccount(1).address
const own = formatAddress(creator)
const other = formatAddress(testAccount(2).address)
const bytes = contractAddress(creator, 0)
const contract = formatContractAddress(bytes)
const [blockId, deployId, callId] = [testId<BlockId>('ab'), testId<TxId>('ab'), testId<TxId>('cd')]
const SOURCE = `export default class Token extends Contract {\n  // line 2\n  transfer(to, amount) {}\n}`

const ABI = [
  { name: 'init', parameters: ['supply'], view: false, payable: false },
  { name: 'transfer', parameters: ['to', 'amount'], view: false, payable: false },
  { name: 'balanceOf', parameters: ['address'], view: true, payable: false },
]

const encoded = (value: unknown) => {
  const result = encodeValue(value)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** The entries of a contract's state with these fields, and a map of numbers to their squares. */
function entries(fields: Readonly<Record<string, unknown>>, squares: number) {
  const draft = new StateDraft(emptyState())
  writeContract(draft, bytes, { creator, height: 3, abi: ABI }, SOURCE)
  for (const [name, value] of Object.entries(fields))
    writeStored(draft, bytes, fieldKey(name), encoded(value))
  for (let i = 0; i < squares; i++) {
    writeStored(
      draft,
      bytes,
      concatBytes(mapPrefix('squares'), encoded(i)),
      encoded({ square: BigInt(i * i) }),
    )
  }
  return draft.changes().flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]))
}

const row = (change: Partial<TxRow>): TxRow => ({
  ...{ id: callId, blockId, height: 5, index: 0, kind: 'invoke', sender: own, to: contract },
  ...{ amount: 0n, fee: 1_000n, nonce: 0, memo: 'transfer', timestamp: Date.now(), parties: [own, contract] },
  detail: { method: 'transfer', gasLimit: '5000000' },
  receipt: {
    ...{ status: 'applied', fee: 640n, gas: 3_200_000n, code: '', message: '', result: undefined },
    events: [],
    changes: [],
  },
  ...change,
})

const pending = (change: Partial<PendingRow>): PendingRow => ({
  ...{ id: deployId, bytes: new Uint8Array(), kind: 'deploy', sender: own, to: contract, amount: 0n },
  ...{ fee: 1_000n, nonce: 0, memo: 'Token', detail: {}, addedAt: Date.now(), status: 'pending' },
  ...change,
})

let app: AppPage
afterEach(() => app.close())

async function open(hash: string, api: Partial<NodeApi> = {}) {
  location.hash = hash
  app = openAppPage(
    {
      ...{ name: 'Testnet', symbol: 'TST', timestamp: Date.now() },
      consensus: { type: 'poa', spacingMs: 3_000, timeoutMs: 6_000, emptyBlocks: true },
      limits: { finalityDepth: 100, blockGas: 100_000_000n },
    } as unknown as GenesisParameters,
    api,
  )
  const wallet = { name: 'main', position: 0, balance: 50_000_000n, nonce: 0, pendingIn: 0n, pendingOut: 0n }
  await app.db.wallet.put({ ...wallet, address: own, stake: 0n })
}

const region = (name: string) => page.getByRole('region', { name, exact: true })
const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const path = (part = '') => `#/contracts/${contract}${part}`

test('the list says what contracts are while there are none, then has them, and finds them', async () => {
  await open('#/contracts')
  app.show()
  await expect.element(page.getByText('No contracts yet')).toBeVisible()
  await expect
    .element(page.getByRole('link', { name: 'Open the studio' }))
    .toHaveAttribute('href', '#/studio')

  await app.db.state.bulkPut(entries({}, 0))
  const list = page.getByRole('list', { name: 'Contracts' })
  await expect.element(list).toHaveTextContent(/Token.*by main.*block #3.*3 methods/)

  const find = page.getByRole('searchbox', { name: 'Find a contract' })
  await find.fill('poll')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect.element(page.getByText('No contract matches “poll”')).toBeVisible()
  await find.fill(`${contract.slice(0, -1)}b`)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect.element(page.getByText(/This address is not valid/)).toBeVisible()
  await find.fill(contract)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect.element(page.getByRole('heading', { name: 'Token', level: 1 })).toBeVisible()
})

test('its state is there, live, a page of a map at a time', async () => {
  await open(path('/state'))
  await app.db.state.bulkPut(entries({ supply: 5n, deep: { a: { b: { c: ['found'] } } }, none: null }, 120))
  app.show()
  await expect.element(region('Fields')).toHaveTextContent(/supply5n/)
  await expect.element(region('Fields')).toHaveTextContent(/nonenothing/)
  const table = page.getByRole('table', { name: 'Entries of squares' })
  await expect.element(table).toHaveTextContent(/492401n$/)
  const next = page.getByRole('button', { name: 'Next' })
  await next.click()
  await next.click()
  await expect.element(page.getByText('101 to 120 of 120')).toBeVisible()
  await expect.element(table).toHaveTextContent(/11914161n$/)
  await expect.element(next).toBeDisabled()

  await expect.element(table.getByRole('columnheader', { name: 'square' })).toBeVisible()
  // The map shrinks under who looks at its last page.
  const after = entries({ supply: 6n }, 60)
  await app.db.transaction('rw', app.db.state, async () => {
    await app.db.state.clear()
    await app.db.state.bulkPut(after)
  })
  await expect.element(region('Fields')).toHaveTextContent(/supply6n/)
  await expect.element(page.getByText('51 to 60 of 60')).toBeVisible()
})

test('a view is answered below its form', async () => {
  const asked: unknown[] = []
  await open(path(), {
    contractView: async args => {
      asked.push(args)
      return args.args?.length === 0
        ? fail('CODE_THREW', 'balanceOf: whose? (line 3)')
        : ok({ value: 7n, gas: 1_234n })
    },
  })
  await app.db.state.bulkPut(entries({}, 0))
  app.show()
  const read = page.getByRole('button', { name: 'Read' })
  await read.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent(/whose\? \(line 3\)/)
  await expect.element(page.getByRole('link', { name: 'line 3' })).toHaveAttribute('href', path('/source/3'))
  await field('address').fill(other)
  await read.click()
  await expect.element(region('Answer of balanceOf')).toHaveTextContent(/7n/)
  expect(asked.at(-1)).toEqual({ address: contract, method: 'balanceOf', args: [other], from: own })
})

const SIMULATED: ContractSimulateResult = {
  ...{ ok: true, value: null, gas: 3_000_000n, expected: 'ff'.repeat(32), gasLimit: 4_000_000n, fee: 4_200n },
  events: [{ source: contract, name: 'transfer', data: ['5', own, other] }],
  changes: [],
}

test('a call is tried, looked at, sent and followed until it is in a block', async () => {
  const sent: unknown[] = []
  await open(path(), {
    contractSimulate: async () => ok(SIMULATED),
    contractCall: async args => {
      sent.push(args)
      return ok({ txId: callId })
    },
  })
  await app.db.state.bulkPut(entries({}, 0))
  app.show()
  await field('to').fill(other)
  await field('amount').fill('5n')
  await page.getByRole('button', { name: 'Call' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send this call?' })
  await expect.element(dialog).toHaveTextContent(/transfer.*main.*3.000.000.*transfer\(5/)
  expect(sent).toEqual([])
  await dialog.getByRole('button', { name: 'Send now' }).click()
  expect(sent).toEqual([{ from: own, address: contract, method: 'transfer', args: [other, 5n], fee: 4_200n }])

  await app.db.pending.put(pending({ id: callId, kind: 'invoke', memo: 'transfer' }))
  await expect.element(page.getByRole('status').filter({ hasText: 'waits for the next block' })).toBeVisible()
  await app.db.txs.put(storedTx(row({})))
  await expect
    .element(page.getByRole('status').filter({ hasText: 'It took effect in block #5' }))
    .toBeVisible()
  await expect
    .element(page.getByRole('link', { name: 'See the transaction' }))
    .toHaveAttribute('href', `#/tx/${callId}`)
})

test('a call that would fail says so before it is sent; sent anyway it has a gas limit and shows why it failed', async () => {
  const sent: unknown[] = []
  const error = { code: 'CODE_THREW', message: 'not today (line 2)', line: 2 }
  await open(path(), {
    contractSimulate: async () => ok({ ...SIMULATED, ok: false, events: [], error }),
    contractCall: async args => {
      sent.push(args)
      return ok({ txId: callId })
    },
  })
  await app.db.state.bulkPut(entries({}, 0))
  app.show()
  await field('to').fill(other)
  await field('amount').fill('5')
  await page.getByRole('button', { name: 'Call' }).click()
  const dialog = page.getByRole('dialog', { name: 'This call would fail' })
  await expect.element(dialog.getByRole('alert')).toHaveTextContent(/not today \(line 2\)/)
  await expect.element(dialog).toHaveTextContent(/5 was read as a number/)

  const limit = dialog.getByRole('textbox', { name: 'Gas limit' })
  await expect.element(limit).toHaveValue('4000000')
  await limit.fill('100000001')
  await expect.element(dialog.getByText(/A block has 100.000.000 gas/)).toBeVisible()
  await limit.fill('5000000')
  await dialog.getByRole('button', { name: 'Send it anyway' }).click()
  expect(sent).toMatchObject([{ args: [other, 5], gasLimit: 5_000_000n }])

  const { receipt } = row({})
  const failed = { ...receipt, status: 'failed', code: 'CODE_THREW', message: error.message } as const
  await app.db.txs.put(storedTx(row({ receipt: failed })))
  const progress = page.getByRole('status').filter({ hasText: 'The call failed' })
  await expect.element(progress).toHaveTextContent(/not today \(line 2\)\. The call is in block #5/)
  location.hash = path('/calls')
  await expect
    .element(page.getByRole('list', { name: 'Calls' }))
    .toHaveTextContent(/transfer\(\) by main.*not today \(line 2\).*Failed/)
})

test('events are narrowed down by a name and by values, clicked or typed', async () => {
  await open(path('/events'))
  await app.db.state.bulkPut(entries({}, 0))
  const event = (name: string, ...data: string[]) => ({ source: contract, name, data })
  const events = [
    event('mint', '9', own),
    event('transfer', '5', own, other),
    event('transfer', '2', other, own),
  ]
  const parties = [own, ...eventParties(events)]
  await app.db.txs.put(storedTx(row({ parties, receipt: { ...row({}).receipt, events } })))
  app.show()
  const lines = page.getByRole('list', { name: 'Events' }).getByRole('listitem')
  await expect.poll(() => lines.elements().length).toBe(3)
  await lines.nth(1).getByRole('button', { name: 'main' }).click()
  await expect.poll(() => lines.elements().length).toBe(1)
  await expect.element(lines).toHaveTextContent(/transfer5/)
  await expect.element(field('Event')).toHaveValue('transfer')
  await expect.element(field('Indexed 1')).toHaveValue(own)

  await field('Indexed 1').fill(other)
  await expect.element(lines).toHaveTextContent(/transfer2/)
  await field('Indexed 1').fill('nobody')
  await expect.element(page.getByText('No event matches')).toBeVisible()
  await page.getByRole('button', { name: 'Show all events' }).click()
  await expect.poll(() => lines.elements().length).toBe(3)
})

test('the source has its lines and goes to the studio as a draft', async () => {
  const saved: unknown[] = []
  await open(path('/source/2'), {
    draftSave: async args => {
      saved.push(args)
      return ok({ id: 'd1', name: args.name, source: args.source, savedAt: 0 })
    },
  })
  await app.db.state.bulkPut(entries({}, 0))
  app.show()
  await expect.element(region('Source')).toHaveTextContent(/1 2 3 4.*class Token/)
  await expect.element(page.getByRole('note', { name: 'Line 2' })).toBeInTheDocument()
  location.hash = path('/state')
  await expect.element(page.getByText('This contract stores nothing')).toBeVisible()
  location.hash = path('/source')
  await page.getByRole('button', { name: 'Open in the studio' }).click()
  await expect.poll(() => location.hash).toBe('#/studio/d1')
  expect(saved).toEqual([{ name: 'Token', source: SOURCE }])
})

test('an address without a contract says why and what to do, and the contract appears when it comes', async () => {
  await open('#/contracts/tabc1qq')
  app.show()
  await expect.element(page.getByRole('alert')).toHaveTextContent(/This is not an address.*begins with tabc1/)
  location.hash = `#/contracts/${own}`
  await expect.element(page.getByText('This address belongs to a person')).toBeVisible()
  location.hash = path()
  await expect.element(page.getByText('There is no contract at this address')).toBeVisible()
  await app.db.pending.put(pending({}))
  await expect.element(page.getByText('Its deployment waits for a block')).toBeVisible()
  await app.db.pending.put(pending({ status: 'dropped', reason: 'The fee was too small' }))
  await expect.element(page.getByText(/The fee was too small\. Nothing was paid/)).toBeVisible()
  await app.db.state.bulkPut(entries({}, 0))
  await expect.element(page.getByRole('heading', { name: 'Token', level: 1 })).toBeVisible()
})
