import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ApiFailure, CallArgs, CallResult, NodeApi } from '#api/calls.ts'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatAddress } from '#chain/address.ts'
import type { ConsensusParameters, GenesisParameters } from '#chain/genesis/genesis.ts'
import type { NetworkId } from '#chain/ids.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { storedTx } from '#storage/history.ts'
import type { ConsensusSummary, TxRow } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { namedId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'

const [own, other, third] = [1, 2, 3].map(fill => formatAddress(new Uint8Array(32).fill(fill))) as [
  string,
  string,
  string,
]
const txId = 'ab'.repeat(32)

const POS = {
  type: 'pos',
  spacingMs: 10_000,
  epochSlots: 60,
  unbondingEpochs: 2,
  minStake: 10_000_000n,
  emptyBlocks: false,
} as ConsensusParameters
const POA = { type: 'poa', spacingMs: 3_000, timeoutMs: 6_000, emptyBlocks: true } as ConsensusParameters

const stakes: ConsensusSummary = {
  type: 'pos',
  slot: 3,
  epoch: 0,
  epochEnds: 0,
  counted: 40_000_000n,
  stakers: [
    { address: other, staked: 30_000_000n, counted: 30_000_000n, unbonding: [] },
    { address: own, staked: 20_000_000n, counted: 10_000_000n, unbonding: [] },
  ],
  waiting: { blocks: 2, lately: 6, signers: 2, percent: 100, majority: true },
}
const authorities: ConsensusSummary = {
  ...{ type: 'poa', admin: own, authorities: [own, other], next: other, silent: [] },
  waiting: { blocks: 2, lately: 6, signers: 2, voters: 2, percent: 100, majority: true },
}

let app: AppPage
let calls: [name: string, args: unknown][]

beforeEach(() => {
  calls = []
})
afterEach(() => app.close())

/** A call that notes its arguments and answers. */
function noted<Name extends 'stake' | 'unstake' | 'authorityChange' | 'networkCreate' | 'networkSwitch'>(
  name: Name,
  answer: () => Result<CallResult<Name>, ApiFailure>,
) {
  return async (args: CallArgs<Name>) => {
    calls.push([name, args])
    return answer()
  }
}

async function open(
  consensus: ConsensusParameters,
  facts: ConsensusSummary,
  api: Partial<NodeApi>,
  hash: string,
) {
  location.hash = hash
  const genesis = { name: 'Testnet', symbol: 'TST', timestamp: Date.now(), consensus } as GenesisParameters
  app = openAppPage(genesis, api)
  const wallet = { name: 'main', position: 0, balance: 50_000_000n, nonce: 0, pendingIn: 0n, pendingOut: 0n }
  await app.db.wallet.put({ ...wallet, address: own, stake: 20_000_000n })
  const chain = { height: 7, tipTime: 0, finalHeight: 0, totalWeight: 0n }
  await app.db.summary.bulkPut([
    { key: 'chain', ...chain, tip: namedId(''), stateRoot: namedId(''), consensus: facts },
    {
      key: 'mining',
      on: true,
      keepMining: false,
      searching: false,
      threads: 1,
      maxThreads: 1,
      hashrate: 0,
      blocksFound: 2,
      search: false,
      waiting: `it is the turn of ${other}; you are next if it stays silent`,
    },
  ])
  app.show()
}

test('a stake is checked as it is typed, shown once more with when it counts, and sent as it was shown', async () => {
  const sent = () => ok({ txId })
  await open(POS, stakes, { stake: noted('stake', sent), unstake: noted('unstake', sent) }, '#/mining')
  await expect.element(page.getByRole('heading', { name: 'Staking', level: 1 })).toBeInTheDocument()
  await expect
    .element(page.getByRole('list', { name: 'Stakers' }))
    .toHaveTextContent(/75 %.*main \(you\)25 %/)

  const form = page.getByRole('form', { name: 'Change a stake' })
  await form.getByRole('textbox', { name: 'Amount' }).fill('50')
  await expect.element(form.getByText(/more than you have/)).toBeInTheDocument()
  await form.getByRole('textbox', { name: 'Amount' }).fill('5')
  await form.getByRole('button', { name: 'Review stake' }).click()
  await expect.element(page.getByRole('dialog')).toHaveTextContent(/Counts fromepoch 2, in \d+ min/)
  expect(calls).toEqual([])
  await page.getByRole('button', { name: 'Stake now' }).click()
  await expect.element(page.getByRole('link', { name: 'Follow this transaction' })).toBeInTheDocument()

  await form.getByText('Unstake', { exact: true }).click()
  await form.getByRole('textbox', { name: 'Amount' }).fill('15')
  await expect.element(form.getByText(/5 TST would be left/)).toBeInTheDocument()
  await form.getByRole('textbox', { name: 'Amount' }).fill('20')
  await form.getByRole('button', { name: 'Review unstaking' }).click()
  await page.getByRole('button', { name: 'Unstake now' }).click()
  await expect
    .poll(() => calls)
    .toEqual([
      ['stake', { from: own, amount: 5_000_000n, fee: SUGGESTED_FEE }],
      ['unstake', { from: own, amount: 20_000_000n, fee: SUGGESTED_FEE }],
    ])
})

test('the admin adds and removes authorities, and sees whose turn it is', async () => {
  const change = noted('authorityChange', () => ok({ txId }))
  await open(POA, authorities, { authorityChange: change }, '#/mining')
  await expect.element(page.getByText(/^It is the turn of tab1\w+…\w+; you are next/)).toBeInTheDocument()
  await expect
    .element(page.getByRole('list', { name: 'Authorities' }))
    .toHaveTextContent(/mainyou, admin.*next/)

  const address = page.getByRole('textbox', { name: 'Address of the new authority' })
  const add = page.getByRole('button', { name: 'Add', exact: true })
  await address.fill(other)
  await expect.element(add).toBeDisabled()
  await address.fill(third)
  await add.click()
  await expect.element(page.getByRole('link', { name: 'Follow this change' })).toBeInTheDocument()

  await page.getByRole('button', { name: `Remove ${other}` }).click()
  await expect
    .element(page.getByRole('dialog'))
    .toHaveTextContent('Remove an authority only if it is gone for good')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect
    .poll(() => calls)
    .toEqual([
      ['authorityChange', { action: 'add', address: third, from: own }],
      ['authorityChange', { action: 'remove', address: other, from: own }],
    ])
})

test('who is not the admin sees who is, and can change nothing', async () => {
  await open(
    POA,
    { ...authorities, admin: other, authorities: [other, third] } as ConsensusSummary,
    {},
    '#/mining',
  )
  await expect.element(page.getByText(/None of your addresses is an authority/)).toBeInTheDocument()
  await expect.element(page.getByRole('region', { name: 'Admin' })).toHaveTextContent(own)
  expect(page.getByRole('button', { name: /^(Add|Remove|Hand over)/ }).elements()).toEqual([])
})

const alone = { blocks: 31, lately: 6, signers: 1, percent: 33, majority: false }
const noMajority = page.getByRole('status', { name: 'Waiting for a majority' })

test('where too few authorities sign it says how many blocks wait for whom, and what helps', async () => {
  const facts: ConsensusSummary = {
    ...{ type: 'poa', admin: own, authorities: [own, other, third], next: other, silent: [other, third] },
    waiting: { ...alone, voters: 3 },
  }
  await open(POA, facts, {}, '#/mining')
  await expect
    .element(noMajority)
    .toHaveTextContent('31 blocks are not final yet: only 1 of 3 authorities signed the last 6, and')
  await expect
    .element(noMajority)
    .toHaveTextContent('Ask the others to open their tabs and to check that they are online.')
  await expect
    .element(page.getByRole('list', { name: 'Authorities' }))
    .toHaveTextContent(/next, silent lately.*silent lately/)
  await expect.element(page.getByText('31 blocks wait for a majority')).toBeInTheDocument()
})

test('a tab that is cut off itself asks to check its own connection', async () => {
  await open(POA, { ...authorities, waiting: { ...alone, voters: 3 } } as ConsensusSummary, {}, '#/mining')
  await app.db.summary.put({
    ...{ key: 'network', id: namedId<NetworkId>(''), name: '', symbol: '', consensus: 'poa' },
    peerId: testPeer(''),
    ...{ signaling: 'offline', peers: 0, others: 0 },
  })
  await expect.element(noMajority).toHaveTextContent('check that this device is online')
})

test('where too little of the stake signs it says how much', async () => {
  await open(POS, { ...stakes, waiting: alone } as ConsensusSummary, {}, '#/mining')
  await expect.element(noMajority).toHaveTextContent('only 1 staker with 33 % of the stake signed the last 6')
})

test('blocks that wait for their turn cause no warning', async () => {
  await open(POA, { ...authorities, waiting: { ...alone, blocks: 6 } } as ConsensusSummary, {}, '#/mining')
  await expect.element(page.getByText('6 blocks wait for a majority')).toBeInTheDocument()
  expect(noMajority.query()).toBeNull()
})

test('handing over takes an address and the typed words', async () => {
  const change = noted('authorityChange', () => ok({ txId }))
  await open(POA, authorities, { authorityChange: change }, '#/mining')
  await page.getByRole('button', { name: 'Hand over…' }).click()
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Hand over', exact: true })
  await page.getByRole('textbox', { name: 'Address of the new admin' }).fill(other)
  await expect.element(confirm).toBeDisabled()
  await page.getByRole('textbox', { name: /to confirm/ }).fill('hand over')
  await confirm.click()
  await expect
    .poll(() => calls)
    .toEqual([['authorityChange', { action: 'admin', address: other, from: own }]])
})

test('a new network: the node’s refusal is at its field, also where it was folded away; then it is opened', async () => {
  const refusals = [
    'network parameters: symbol: write capital letters',
    'timeoutMs: 6000 is not longer; make it more',
  ]
  const api: Partial<NodeApi> = {
    networkCreate: noted('networkCreate', () => {
      const message = refusals.shift()
      if (message !== undefined) return fail('GENESIS_BAD', message)
      const made = { id: txId, name: 'Class 7b', symbol: 'STAR', consensus: 'poa', current: false, link: '' }
      return ok(made)
    }),
    // A success would load another page over this one.
    networkSwitch: noted('networkSwitch', () => fail('NETWORK_UNKNOWN', 'it was not opened')),
  }
  await open(POA, authorities, api, '#/networks/new')
  const create = page.getByRole('button', { name: 'Create and open it here' })
  await expect.element(create).toBeDisabled()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Class 7b')
  await create.click()
  await expect.element(page.getByText('Write capital letters')).toBeInTheDocument()

  await create.click()
  await expect
    .element(page.getByText('6000 is not longer; make it more (in milliseconds)'))
    .toBeInTheDocument()
  await page.getByRole('textbox', { name: 'Turn passes after' }).fill('7.5')
  await create.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('it was not opened')
  const request = { preset: 'classroom', name: 'Class 7b', symbol: 'COIN' }
  expect(calls).toEqual([
    ['networkCreate', request],
    ['networkCreate', request],
    ['networkCreate', { ...request, timeoutMs: 7_500 }],
    ['networkSwitch', { id: txId }],
  ])
})

test('a transaction that failed says why, and what it changed', async () => {
  const failed: TxRow = {
    id: namedId(txId),
    blockId: namedId(txId),
    height: 5,
    index: 0,
    kind: 'unstake',
    sender: own,
    amount: 15_000_000n,
    fee: 1_000n,
    nonce: 0,
    memo: '',
    detail: {},
    timestamp: Date.now(),
    parties: [own],
    receipt: {
      status: 'failed',
      fee: 1_000n,
      gas: 115_600n,
      code: 'STAKE_TOO_SMALL',
      message: '',
      result: undefined,
      events: [],
      changes: [['04', undefined]],
    },
  }
  await open(POS, stakes, { tx: async () => fail('TX_UNKNOWN', 'not asked') }, `#/tx/${txId}`)
  await app.db.txs.put(storedTx(failed))
  const receipt = page.getByRole('region', { name: 'Receipt' })
  await expect
    .element(receipt)
    .toHaveTextContent('Failed: The stake would have been below the network’s minimum')
  await expect.element(receipt).toHaveTextContent('The list of authorities (gone)')
  await expect.element(page.getByRole('region', { name: 'Unstake' })).toHaveTextContent('Failed')

  location.hash = '#/wallet/send'
  await expect
    .element(page.getByRole('list', { name: 'History' }))
    .toHaveTextContent(/Unstake by main.*below the network’s minimum.*−0.001/)
})
