import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId, NetworkId, StateRoot } from '#chain/ids.ts'
import type { UnjudgedItem } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { namedId, testId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'

const genesis = {
  name: 'Testnet',
  symbol: 'TST',
  consensus: { type: 'pow', spacingMs: 10_000, emptyBlocks: false },
  limits: { finalityDepth: 100 },
} as GenesisParameters

const item: UnjudgedItem = {
  ...({ what: 'block', id: 'ab'.repeat(32), height: 1234, step: 'apply', time: 1_790_000_000_000 } as const),
  message: 'missing journal of a connected block',
  stack: 'BugError: missing journal of a connected block\n    at apply (node.worker.js:1:2)',
}

let app: AppPage
beforeEach(() => {
  location.hash = '#/'
  app = openAppPage(genesis, {})
})
afterEach(() => app.close())

async function written(items: readonly UnjudgedItem[], behind: number, finalHeight = 1_200) {
  await app.db.summary.bulkPut([
    {
      key: 'chain',
      ...{ height: 1240, tipTime: 0, finalHeight, totalWeight: 0n },
      ...{ tip: namedId<BlockId>(''), stateRoot: namedId<StateRoot>('') },
      consensus: { type: 'pow', target: 'ff', hashesPerSecond: 1n },
    },
    {
      key: 'network',
      ...{
        id: testId<NetworkId>('cd'),
        name: '',
        symbol: '',
        consensus: 'pow',
        peerId: testPeer(''),
        signaling: 'online',
        peers: 3,
        others: 0,
      },
    },
    { key: 'sync', state: 'idle', target: 0, height: 1240 },
    { key: 'unjudged', version: 'test', items, behind },
  ])
}

const status = page.getByRole('status', { name: 'Sync state' })

test('a block that was left unchecked is shown, with a report to copy, and the tab is synced', async () => {
  await written([item], 0)
  app.show()
  await expect.element(page.getByText('A bug in Tabchain: block #1\u00a0234 was not checked')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Copy the report' })).toBeVisible()
  await expect.element(status).toHaveTextContent('Synced')
})

test('a tab that is behind says so, and takes an update that is ready', async () => {
  await written([item], 7)
  let applied = 0
  app.show({ updateAvailable: { apply: () => applied++ } })
  const alert = page.getByRole('alert')
  await expect.element(alert).toHaveTextContent('A bug in Tabchain keeps this tab behind the others')
  await expect.element(alert).toHaveTextContent('and are 7 blocks ahead')
  await expect.element(status).toHaveTextContent('Behind')
  await alert.getByRole('button', { name: 'Update and reload' }).click()
  expect(applied).toBe(1)
})

test('what lies below the final block, and transactions, concern nobody who looks at a screen', async () => {
  const { height: _, ...rest } = item
  await written([item, { ...rest, what: 'transaction', id: 'cd'.repeat(32) }], 0, 1_234)
  app.show()
  await expect.element(status).toHaveTextContent('Synced')
  expect(page.getByRole('button', { name: 'Copy the report' }).query()).toBeNull()
})
