import { describe, expect, test } from 'vitest'
import type { NetworkRequest } from '#api/calls/networks.ts'
import { formatAddress } from '#chain/address.ts'
import { COIN, MAX_AMOUNT } from '#chain/amount.ts'
import { checkGenesis } from '#chain/genesis/check-genesis.ts'
import { decodeGenesis } from '#chain/genesis/decode-genesis.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { PoaParameters, PosParameters, PowParameters } from '#chain/genesis/genesis.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import { PRESETS, type PresetName } from '#chain/genesis/presets.ts'
import { MAX_ALLOCATIONS, MAX_AUTHORITIES, MAX_GENESIS_STAKERS } from '#chain/limits.ts'
import { readAccount } from '#chain/state/account.ts'
import { createEngine } from '#consensus/create-engine.ts'
import { assert } from '#lib/assert.ts'
import { compareBytes } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { encodeInvite, parseInvite } from '#network/invite.ts'
import { ancestryOf, TEST_GENESIS_TIME, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, recorded, sealingKey } from '#testing/sealed-chain.ts'
import { describeNetwork } from './describe-network.ts'
import { foundNetwork } from './found-network.ts'

const founder = testAccount(1)
const others = [testAccount(2), testAccount(3), testAccount(4)] as const
const NOW = TEST_GENESIS_TIME
const NAMES = Object.keys(PRESETS) as PresetName[]

const ask = (request: Partial<NetworkRequest>) =>
  foundNetwork({ name: 'Club', symbol: 'CLB', ...request }, founder.address, NOW)

function found(request: Partial<NetworkRequest>) {
  const network = ask(request)
  assert(network.ok, network.ok ? '' : network.error.message)
  return network.value
}

const consensusOf = <P extends PowParameters | PosParameters | PoaParameters>(
  type: P['type'],
  request: Partial<NetworkRequest>,
): P => {
  const { consensus } = found({ consensus: type, ...request })
  expect(consensus.type).toBe(type)
  return consensus as P
}

describe.each(NAMES)('the preset %s', preset => {
  const genesis = found({ preset })

  test('makes a consistent network that can be read from its invite', () => {
    expect(checkGenesis(genesis)).toEqual({ ok: true, value: undefined })
    expect(decodeGenesis(encodeGenesis(genesis))).toEqual({ ok: true, value: genesis })
    expect(parseInvite(encodeInvite({ genesis }))).toMatchObject({ ok: true })
    expect(genesis).toMatchObject({ name: 'Club', symbol: 'CLB', timestamp: NOW, activations: [] })
    expect(genesis.limits).toEqual(PRESETS[preset].limits)
    expect(genesis.emission).toEqual(PRESETS[preset].emission)
  })

  test('gives the founder the premine', () => {
    const engine = createEngine(genesis)
    const { state } = genesisBlock(genesis, engine, engine.genesisSeal())
    expect(readAccount(state, founder.address).balance).toBe(PRESETS[preset].premine)
  })

  test('lets the founder produce the first block within a spacing', async () => {
    const chain = createSealedChain(genesis)
    const preparation = await chain.engine.prepare({
      parent: recorded(chain.genesis),
      ancestry: ancestryOf(chain.genesis),
      state: chain.genesis.state,
      keys: [sealingKey(founder)],
      now: (NOW + genesis.consensus.spacingMs) as UnixMs,
      earliest: (NOW + 1) as UnixMs,
      wantedSince: NOW,
      sinceOf: async () => 1,
    })
    expect(preparation.status).toBe('ready')
  })
})

test.each<Partial<NetworkRequest>>([
  { consensus: 'poa' },
  { consensus: 'pos' },
  { consensus: 'pow', minHashes: 1n },
])('the founder alone can keep producing by the rules: %o', async request => {
  const { engine, genesis, extend } = createSealedChain(found(request))
  const [first, second] = await extend(genesis, 2, { by: [founder] })
  assert(first !== undefined && second !== undefined, 'two blocks')
  expect(engine.verify(first.header, recorded(genesis))).toEqual({ ok: true, value: undefined })
  expect(engine.authorise(first.header, genesis.state, ancestryOf(genesis))).toEqual({
    ok: true,
    value: undefined,
  })
  expect(engine.verify(second.header, recorded(first))).toEqual({ ok: true, value: undefined })
  expect(engine.authorise(second.header, first.state, ancestryOf(first))).toEqual({
    ok: true,
    value: undefined,
  })
})

describe('which preset', () => {
  test.each([
    [{}, 'classic'],
    [{ consensus: 'poa' }, 'classroom'],
    [{ consensus: 'pos' }, 'fair'],
    [{ consensus: 'pow' }, 'open'],
    [{ consensus: 'pow', preset: 'classic' }, 'classic'],
  ] as const)('%o is %s', (request, preset) => {
    expect(found(request)).toEqual(found({ preset }))
  })

  test('the classic one differs from the deployment’s own network by its name and time only', () => {
    const { name, symbol, timestamp } = DEFAULT_NETWORK
    expect({ ...found({}), name, symbol, timestamp }).toEqual(DEFAULT_NETWORK)
  })
})

describe('defaults follow the given fields', () => {
  test('a halflife of twenty spacings, and at least four times the allowance for clocks', () => {
    const halflife = (request: Partial<NetworkRequest>) =>
      consensusOf<PowParameters>('pow', request).halflifeMs
    expect(halflife({ spacingMs: 60_000 })).toBe(1_200_000)
    expect(halflife({ spacingMs: 500 })).toBe(60_000)
    expect(halflife({ futureMs: 600_000 })).toBe(2_400_000)
    expect(halflife({ spacingMs: 60_000, halflifeMs: 60_000 })).toBe(60_000)
  })

  test('a floor that a slow tab meets within a shorter spacing', () => {
    const maxTarget = (request: Partial<NetworkRequest>) =>
      consensusOf<PowParameters>('pow', request).maxTarget
    expect(maxTarget({})).toBe(2n ** 234n - 1n)
    expect(maxTarget({ spacingMs: 5_000 })).toBe(2n ** 235n - 1n)
    expect(maxTarget({ spacingMs: 60_000 })).toBe(2n ** 234n - 1n)
    expect(maxTarget({ minHashes: 1n })).toBe(2n ** 256n - 1n)
    expect(maxTarget({ minHashes: 2n ** 56n - 1n })).toBeGreaterThanOrEqual(2n ** 200n)
  })

  test('a timeout above the allowance for clocks', () => {
    const timeout = (request: Partial<NetworkRequest>) => consensusOf<PoaParameters>('poa', request).timeoutMs
    expect(timeout({})).toBe(6_000)
    expect(timeout({ futureMs: 60_000 })).toBe(61_000)
    expect(timeout({ timeoutMs: 5_001 })).toBe(5_001)
  })

  test('an allowance for clocks that is never longer than a slot', () => {
    const future = (request: Partial<NetworkRequest>) => found(request).limits.futureMs
    expect(future({ consensus: 'pos', spacingMs: 4_000 })).toBe(4_000)
    expect(future({ consensus: 'pos', spacingMs: 500 })).toBe(1_000)
    expect(future({ consensus: 'pos', spacingMs: 60_000 })).toBe(5_000)
    expect(future({ consensus: 'poa', spacingMs: 500 })).toBe(5_000)
  })

  test('a stake that is never below the least', () => {
    const own = (request: Partial<NetworkRequest>) =>
      consensusOf<PosParameters>('pos', request).stakes[0]?.[1]
    expect(own({})).toBe(10_000n * COIN)
    expect(own({ minStake: 20_000n * COIN })).toBe(20_000n * COIN)
    expect(own({ stake: 100n * COIN })).toBe(100n * COIN)
  })
})

describe('lists', () => {
  const amounts = others.map(({ text }, i) => ({ address: text, amount: BigInt(i + 1) * COIN }))
  const sorted = (accounts: readonly { address: Uint8Array }[]) =>
    accounts.map(({ address }) => address).toSorted(compareBytes)

  test('allocations and stakes are ordered, with the founder among them', () => {
    const genesis = found({ consensus: 'pos', minStake: 1n, allocations: amounts, stakes: amounts })
    const all = sorted([founder, ...others])
    expect(genesis.allocations.map(([address]) => address)).toEqual(all)
    expect((genesis.consensus as PosParameters).stakes.map(([address]) => address)).toEqual(all)
    expect(genesis).toEqual(
      found({
        consensus: 'pos',
        minStake: 1n,
        allocations: amounts.toReversed(),
        stakes: amounts.toReversed(),
      }),
    )
  })

  test('a founder without coins and stake is not among them', () => {
    const genesis = found({ consensus: 'pos', premine: 0n, stake: 0n, minStake: 1n, stakes: amounts })
    expect(genesis.allocations).toEqual([])
    expect((genesis.consensus as PosParameters).stakes.map(([address]) => address)).toEqual(sorted(others))
  })

  test('authorities keep their order after the founder, who is the admin', () => {
    const { admin, authorities } = consensusOf<PoaParameters>('poa', {
      authorities: others.map(({ text }) => text),
    })
    expect(admin).toEqual(founder.address)
    expect(authorities).toEqual([founder, ...others].map(({ address }) => address))
  })

  test('the largest number of entries is accepted, one more is not', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ address: testAccount(i + 100).text, amount: COIN }))
    const full = found({
      consensus: 'pos',
      minStake: 1n,
      allocations: many(MAX_ALLOCATIONS - 1),
      stakes: many(MAX_GENESIS_STAKERS - 1),
    })
    expect(parseInvite(encodeInvite({ genesis: full }))).toMatchObject({ ok: true })
    expect(
      consensusOf<PoaParameters>('poa', {
        authorities: many(MAX_AUTHORITIES - 1).map(({ address }) => address),
      }).authorities,
    ).toHaveLength(MAX_AUTHORITIES)

    expect(problemOf({ allocations: many(MAX_ALLOCATIONS) })).toBe('fine')
    expect(problemOf({ premine: COIN, allocations: many(MAX_ALLOCATIONS) })).toContain('allocations: 257')
    expect(problemOf({ allocations: many(MAX_ALLOCATIONS + 1) })).toContain('allocations: 257 are too many')
    expect(problemOf({ consensus: 'pos', minStake: 1n, stakes: many(MAX_GENESIS_STAKERS) })).toContain(
      'stakes: 65',
    )
    expect(
      problemOf({ consensus: 'poa', authorities: many(MAX_AUTHORITIES).map(({ address }) => address) }),
    ).toContain('authorities: with the founder they are 65')
  })
})

function problemOf(request: Partial<NetworkRequest>): string {
  const network = ask(request)
  if (network.ok) return 'fine'
  expect(network.error.code).toBe('GENESIS_BAD')
  expect(network.error.message).toMatch(/^network parameters: /)
  return network.error.message.replace('network parameters: ', '')
}

describe('invalid requests are refused with the field and the remedy', () => {
  const [other, third] = [others[0].text, others[1].text]
  const ZERO_ADDRESS = formatAddress(new Uint8Array(32))
  const typo = `${other.slice(0, -1)}${other.endsWith('q') ? 'p' : 'q'}`

  test.each<[Partial<NetworkRequest>, string, string]>([
    [{ preset: 'clasroom' }, 'preset: unknown value "clasroom"', 'choose classroom, fair, open or classic'],
    [{ preset: 'toString' }, 'preset: unknown value "toString"', 'choose'],
    [{ consensus: 'dpos' }, 'consensus: unknown value "dpos"', 'choose pow, pos or poa'],
    [{ consensus: 'pow', preset: 'fair' }, 'consensus: the preset fair is pos', 'leave one of them out'],
    [{ name: '' }, 'name: it is empty', 'give the network a name'],
    [{ symbol: 'club' }, 'symbol: ', 'capital letters'],

    [{ epochSlots: 60 }, 'epochSlots: a network of proof of work has none', 'choose consensus pos'],
    [{ consensus: 'pow', stakes: [] }, 'stakes: a network of proof of work has none', 'leave it out'],
    [{ consensus: 'pow', authorities: [] }, 'authorities: a network of proof of work', 'consensus poa'],
    [{ consensus: 'poa', minHashes: 1n }, 'minHashes: a network of proof of authority', 'consensus pow'],
    [{ consensus: 'poa', stake: 1n }, 'stake: a network of proof of authority', 'consensus pos'],
    [{ preset: 'fair', halflifeMs: 1 }, 'halflifeMs: a network of proof of stake', 'consensus pow'],
    [{ preset: 'fair', timeoutMs: 1 }, 'timeoutMs: a network of proof of stake', 'consensus poa'],

    [
      { spacingMs: 10_000, halflifeMs: 5_000 },
      'halflifeMs: 5000 is shorter than the spacing of 10000',
      'at least 10000',
    ],
    [{ futureMs: 60_000, halflifeMs: 60_000 }, 'futureMs: 60000 is more than a quarter', 'at most 15000'],
    [{ spacingMs: 100 }, 'spacingMs: 100', 'from 500 to'],
    [{ spacingMs: Number.NaN }, 'spacingMs: NaN', 'from 500 to'],
    [{ consensus: 'poa', futureMs: Number.NaN }, 'futureMs: NaN', 'from 1000 to'],
    [{ minHashes: 0n }, 'minHashes: 0', `from 1 to ${2n ** 56n - 1n}`],
    [{ minHashes: 2n ** 56n }, `minHashes: ${2n ** 56n}`, `from 1 to ${2n ** 56n - 1n}`],
    [{ reward: -1n }, 'reward: -1', 'from 0 to'],
    [{ halvingInterval: 0.5 }, 'halvingInterval: 0.5', 'from 0 to'],
    [{ blockBytes: 1 }, 'blockBytes: 1', 'from 4096 to'],
    [{ blockTransactions: 0 }, 'blockTransactions: 0', 'from 1 to'],
    [{ blockGas: 1n }, 'blockGas: 1', 'from 1000000 to'],
    [{ finalityDepth: 0 }, 'finalityDepth: 0', 'from 1 to'],
    [{ activations: [{ version: 1, height: 5 }] }, 'activations: version 1', 'let both ascend'],

    [{ premine: -1n }, 'premine: -1', 'from 0 to'],
    [
      { allocations: [{ address: typo, amount: 1n }] },
      'allocations: 1: address: its checksum',
      'copy it again',
    ],
    [
      { allocations: [{ address: ZERO_ADDRESS, amount: 1n }] },
      'allocations: 1: address: it is the zero',
      'give another',
    ],
    [{ allocations: [{ address: other, amount: 0n }] }, 'allocations: 1, amount: 0', 'from 1 to'],
    [
      { allocations: [{ address: founder.text, amount: 1n }] },
      'allocations: 1 is the founder',
      'premine; set it there',
    ],
    [
      {
        allocations: [
          { address: third, amount: 1n },
          { address: other, amount: 1n },
          { address: third.toUpperCase(), amount: 2n },
        ],
      },
      'allocations: 3 has the same address as 1',
      'name each once',
    ],
    [
      { premine: MAX_AMOUNT, allocations: [{ address: other, amount: 1n }] },
      'allocations: together they exceed',
      'lower them',
    ],

    [{ consensus: 'poa', authorities: [founder.text] }, 'authorities: 1 is the founder', 'leave it out'],
    [
      { consensus: 'poa', authorities: [other, third, other] },
      'authorities: 3 is the same as 1',
      'each once',
    ],
    [{ consensus: 'poa', authorities: ['main'] }, 'authorities: 1: address: ', 'begins with'],
    [{ consensus: 'poa', timeoutMs: 5_000 }, 'timeoutMs: 5000 is not longer than futureMs', 'more than 5000'],
    [{ consensus: 'poa', timeoutMs: 1 }, 'timeoutMs: 1', 'from 500 to'],

    [{ consensus: 'pos', stake: 0n }, 'stakes: without a staker', 'name one'],
    [{ consensus: 'pos', stake: 5n }, 'stake: it is below minStake', 'raise it or lower minStake'],
    [
      {
        consensus: 'pos',
        stakes: [
          { address: other, amount: 100n * COIN },
          { address: third, amount: 1n },
        ],
      },
      'stakes: 2 is below minStake',
      'raise it or lower minStake',
    ],
    [
      { consensus: 'pos', stakes: [{ address: founder.text, amount: COIN }] },
      'stakes: 1 is the founder',
      'stake',
    ],
    [{ consensus: 'pos', minStake: 0n }, 'minStake: 0', 'from 1 to'],
    [
      { consensus: 'pos', burnPercent: 60, reporterPercent: 50 },
      'reporterPercent: together with burnPercent, 60, it exceeds 100',
      'lower one',
    ],
    [{ consensus: 'pos', burnPercent: 0 }, 'burnPercent: at 0', 'burn at least 1'],
    [
      { consensus: 'pos', burnPercent: 10, reporterPercent: 11 },
      'burnPercent: at 10 %',
      'lower reporterPercent to 10',
    ],
    [{ consensus: 'pos', finalityDepth: 511 }, 'finalityDepth: 511', 'from 512 to'],
    [{ consensus: 'poa', finalityDepth: 20 }, 'finalityDepth: 20', 'from 512 to'],
    [{ consensus: 'pos', epochSlots: Number.NaN }, 'epochSlots: NaN', 'from 4 to'],
    [{ consensus: 'pos', unbondingEpochs: 0.1 }, 'unbondingEpochs: 0.1', 'from 1 to'],
    [{ consensus: 'pos', unbondingEpochs: 0 }, 'unbondingEpochs: 0', 'from 1 to'],
    [{ consensus: 'pos', epochSlots: 3 }, 'epochSlots: 3', 'from 4 to'],
    [
      { consensus: 'pos', spacingMs: 4_000, futureMs: 5_000 },
      'futureMs: 5000 is longer than a slot of 4000',
      'at most 4000',
    ],
  ])('%o', (request, problem, remedy) => {
    expect(problemOf(request)).toContain(problem)
    expect(problemOf(request)).toContain(remedy)
  })
})

describe('a network in plain data', () => {
  test.each(NAMES)('%s: its fields as a request make the same network again', preset => {
    const genesis = found({ preset, allocations: [{ address: others[0].text, amount: COIN }] })
    const { consensus, emission, limits, allocations, activations } = describeNetwork(genesis)
    const { type, maxTarget: _, admin: __, authorities: ___, stakes, ...own } = consensus
    const [stake] = (stakes ?? []) as { amount: bigint }[]
    const isFounder = ({ address }: { address: string }) => address === founder.text

    const request = {
      ...own,
      ...emission,
      ...limits,
      ...(stake ? { stake: stake.amount } : {}),
      consensus: type,
      activations,
      allocations: allocations.filter(entry => !isFounder(entry)),
      premine: allocations.find(isFounder)?.amount ?? 0n,
    }
    expect(found(request as Partial<NetworkRequest>)).toEqual(genesis)
  })

  test('addresses are text, and targets hex', () => {
    expect(describeNetwork(found({ consensus: 'poa' })).consensus).toEqual({
      type: 'poa',
      spacingMs: 3_000,
      timeoutMs: 6_000,
      emptyBlocks: true,
      admin: founder.text,
      authorities: [founder.text],
    })
    expect(describeNetwork(found({ consensus: 'pos' }))).toMatchObject({
      consensus: { stakes: [{ address: founder.text, amount: 10_000n * COIN }] },
    })
    expect(describeNetwork(found({})).consensus).toMatchObject({
      minHashes: 2n ** 24n,
      maxTarget: '000000'.padEnd(64, 'f'),
    })
  })
})
