import { describe, expect, test, vi } from 'vitest'
import type { NetworkRequest } from '#api/calls/networks.ts'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { COIN } from '#chain/amount.ts'
import { ok } from '#lib/result.ts'
import { MAX_LIST } from './limits.ts'
import { createRunner } from './run.ts'

const ADDRESS = CALL_SAMPLES.addressNew.result.address
const NETWORK = CALL_SAMPLES.networkSwitch.result

function setUp() {
  const asked: NetworkRequest[] = []
  const { handlers } = createSampleHandlers({
    networkCreate: async request => {
      asked.push(request)
      return ok(NETWORK)
    },
    networkSwitch: async ({ id }) => ok({ ...NETWORK, current: id === 'here' }),
  })
  const effects = { openLink: vi.fn(), reload: vi.fn() }
  return { run: createRunner(createLocalApi(handlers), effects), effects, asked }
}

describe('network create', () => {
  test('name, symbol and consensus as input are enough', async () => {
    const { run, asked, effects } = setUp()
    expect(await run('network create', { name: 'Club', symbol: 'CLB', consensus: 'poa' })).toEqual(NETWORK)
    expect(asked).toEqual([{ name: 'Club', symbol: 'CLB', consensus: 'poa' }])
    expect(effects.openLink).not.toHaveBeenCalled()
  })

  test('lists as scripts give them and as a line gives them are the same', async () => {
    const { run, asked } = setUp()
    const other = ADDRESS.toUpperCase()
    await run('network create Club CLB', {
      emptyBlocks: true,
      spacingMs: 3_000,
      reward: 1.5,
      minHashes: 2n ** 40n,
      premine: '1000',
      authorities: [ADDRESS, 'main'],
      allocations: [{ address: other, amount: '12.5' }],
      stakes: [{ address: 'main', amount: 3n }],
      activations: [{ version: 2, height: 100 }],
    })
    await run(
      `network create Club CLB --emptyBlocks --spacingMs 3000 --reward 1.5 --minHashes ${2n ** 40n} --premine 1000
      --authorities "${ADDRESS}, main" --allocations ${other}=12.5 --stakes main=3 --activations 2=100`,
    )
    expect(asked[0]).toEqual({
      name: 'Club',
      symbol: 'CLB',
      emptyBlocks: true,
      spacingMs: 3_000,
      reward: (3n * COIN) / 2n,
      minHashes: 2n ** 40n,
      premine: 1_000n * COIN,
      authorities: [ADDRESS, ADDRESS],
      allocations: [{ address: ADDRESS, amount: (25n * COIN) / 2n }],
      stakes: [{ address: ADDRESS, amount: 3n * COIN }],
      activations: [{ version: 2, height: 100 }],
    })
    expect(asked[1]).toEqual(asked[0])
  })

  test('empty lists are lists', async () => {
    const { run, asked } = setUp()
    await run('network create Club CLB --authorities ""', { stakes: [] })
    expect(asked).toEqual([{ name: 'Club', symbol: 'CLB', authorities: [], stakes: [] }])
  })

  test.each([
    [{ authorities: { first: ADDRESS } }, 'VALUE_BAD', /^authorities: it is not a list/],
    [{ authorities: [ADDRESS, [ADDRESS]] }, 'VALUE_BAD', /^authorities: 2: a value is text/],
    [{ authorities: [ADDRESS, 'nobody'] }, 'ADDRESS_BAD', /^authorities: 2: none of your addresses/],
    [{ authorities: Array(MAX_LIST + 1).fill(ADDRESS) }, 'VALUE_BAD', /^authorities: more than 500/],
    [{ allocations: [{ address: ADDRESS }] }, 'VALUE_BAD', /^allocations: 1, amount: .*undefined/],
    [{ allocations: [{ address: ADDRESS, amount: '1.1234567' }] }, 'AMOUNT_BAD', /^allocations: 1, amount: /],
    [
      { allocations: [{ address: ADDRESS, amount: 1, of: 2 }] },
      'VALUE_BAD',
      /"of" is unknown; give address and amount/,
    ],
    [{ allocations: `${ADDRESS}=1,${ADDRESS}` }, 'VALUE_BAD', /^allocations: 2: .* is not address=amount/],
    [{ activations: [{ version: 2, height: -1 }] }, 'VALUE_BAD', /^activations: 1, height: /],
    [{ minHashes: -1n }, 'VALUE_BAD', /^minHashes: /],
    [{ spacingMs: 0.5 }, 'VALUE_BAD', /^spacingMs: /],
    [{ spacing: 3 }, 'OPTION_UNKNOWN', /did you mean spacingMs/],
    [{ name: ['Club'] }, 'VALUE_BAD', /^name: a value is text/],
  ])('%o is refused', async (input, code, message) => {
    const { run, asked } = setUp()
    await expect(run('network create', { name: 'Club', symbol: 'CLB', ...input })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
    expect(asked).toEqual([])
  })
})

test('network switch opens the other network in this tab, and the running one not again', async () => {
  const { run, effects } = setUp()
  expect(await run('network switch here')).toMatchObject({ current: true })
  expect(effects.openLink).not.toHaveBeenCalled()
  expect(await run('network switch', { id: 'there' })).toMatchObject({ current: false })
  expect(effects.openLink).toHaveBeenCalledExactlyOnceWith(NETWORK.link)
})

test('network show has amounts in coins, and gas and hashes as whole numbers', async () => {
  const { parameters } = CALL_SAMPLES.networkShow.result
  const consensus = {
    type: 'pos',
    minHashes: 65_536n,
    minStake: 100n * COIN,
    spacingMs: 10_000,
    stakes: [{ address: ADDRESS, amount: COIN / 2n }],
    authorities: [ADDRESS],
  }
  const { handlers } = createSampleHandlers({
    networkShow: async () => ok({ ...NETWORK, parameters: { ...parameters, consensus } }),
  })
  const run = createRunner(createLocalApi(handlers), { openLink: () => {}, reload: () => {} })
  expect(await run('network show')).toEqual({
    ...NETWORK,
    parameters: {
      ...parameters,
      consensus: {
        ...consensus,
        minHashes: '65536',
        minStake: '100',
        stakes: [{ address: ADDRESS, amount: '0.5' }],
      },
      emission: { reward: '50', halvingInterval: 0 },
      limits: { ...parameters.limits, blockGas: '1000000000' },
      allocations: [{ address: ADDRESS, amount: '1' }],
    },
  })
})
