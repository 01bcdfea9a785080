import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { CallArgs } from '#api/calls.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId, NetworkId, StateRoot } from '#chain/ids.ts'
import { fail } from '#lib/result.ts'
import type { RivalRow } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { namedId, testId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'

const genesis = {
  ...{ name: 'Testnet', symbol: 'TST', timestamp: 0 },
  consensus: { type: 'poa', spacingMs: 3_000, timeoutMs: 6_000, emptyBlocks: false },
  limits: { finalityDepth: 1_000 },
} as GenesisParameters

const peers = ['12D3KooWAbcdefghijkBob111', '12D3KooWAbcdefghijkEve222', '12D3KooWAbcdefghijkDan333'].map(
  testPeer,
)
const rival: RivalRow = {
  ...{ key: 'rival', count: 5, peers, fork: 1_200, height: 1_312, ownHeight: 1_290, final: 1_284 },
  support: { signers: 2, voters: 3, percent: 57, majority: true },
}

let app: AppPage
let asked: CallArgs<'reset'>[]
beforeEach(() => {
  location.hash = '#/'
  asked = []
  app = openAppPage(genesis, {
    reset: async args => {
      asked.push(args)
      // A success would load the page anew over this test.
      return fail('STORAGE_FAILED', 'close the other tab')
    },
  })
})
afterEach(() => app.close())

async function written(row: RivalRow) {
  const waiting = { blocks: 6, lately: 6, signers: 1, voters: 3, percent: 42, majority: false }
  await app.db.summary.bulkPut([
    {
      key: 'chain',
      ...{ height: 1_290, tipTime: Date.now(), finalHeight: 1_284, totalWeight: 0n },
      ...{ tip: namedId<BlockId>(''), stateRoot: namedId<StateRoot>('') },
      consensus: { type: 'poa', admin: '', authorities: [], next: '', silent: [], waiting },
    },
    {
      key: 'network',
      ...{ id: testId<NetworkId>('cd'), name: '', symbol: '', consensus: 'poa' },
      ...{ peerId: testPeer(''), signaling: 'online', peers: 5, others: 0 },
    },
    { key: 'sync', state: 'idle', target: 0, height: 1_290 },
    row,
  ])
  app.show()
}

const status = page.getByRole('status', { name: 'Sync state' })

test('who is on another chain, what stands behind it, and the way over, which says what is lost', async () => {
  await written(rival)
  const alert = page.getByRole('alert')
  await expect.element(alert).toHaveTextContent('Others are on another chain')
  await expect
    .element(alert)
    .toHaveTextContent(
      /5 peers \(12D3KooW…Bob111, .* and 2 more\) are on a chain that splits .* after block #1.200/,
    )
  await expect
    .element(alert)
    .toHaveTextContent('2 of 3 authorities of that time signed it, which is a majority.')
  await expect.element(status).toHaveTextContent('Apart')

  await alert.getByRole('button', { name: 'Switch to theirs…' }).click()
  const dialog = page.getByRole('dialog')
  await expect.element(dialog).toHaveTextContent(/Blocks #1.201 to #1.290 of this tab’s chain are deleted/)
  expect(asked).toEqual([])
  await dialog.getByRole('button', { name: 'Switch' }).click()
  await expect.element(dialog).toHaveTextContent('close the other tab')
  expect(asked).toEqual([{ over: true }])
})

test('a chain that began anew has nothing in common', async () => {
  await written({ ...rival, fork: 0 })
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('are on a chain that splits from this tab’s at the first block and is now at #1')
})

test('nothing is said while there is no such chain', async () => {
  await written({ ...rival, count: 0, peers: [] })
  await expect.element(status).toHaveTextContent('Synced')
  expect(page.getByRole('alert').query()).toBeNull()
  await expect.element(page.getByText(/final up to #1.284/)).toBeInTheDocument()
})
