import { expect, test } from 'vitest'
import { type Amount, COIN } from '#chain/amount.ts'
import type { Header } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { readAccount } from '#chain/state/account.ts'
import type { EvidencePayload, Payload, Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { compareBytes } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { packTransaction } from '#node/pool/transaction-message.ts'
import { sign, TEST_GENESIS_TIME, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { sealingKey } from '#testing/sealed-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { TestTab } from '#testing/test-tab.ts'

const accounts = [1, 2, 3].map(testAccount)
const cheat = known(accounts[2], 'account')
/** The cheat's other addresses. */
const helpers = [11, 12, 13, 14].map(testAccount)

const little: Payload = { kind: 'transfer', to: cheat.address, amount: 1n as Amount, memo: '' }

/**
 * Two honest tabs and a cheat's, which has made a block, and signed but not yet announced a second one for
 * the same slot.
 */
async function openWorld(limits: Partial<GenesisParameters['limits']> = {}) {
  const options = {
    stakes: accounts.map(account => [account, 100n] as const),
    rich: [...accounts, ...helpers],
    parameters: { emptyBlocks: true },
  }
  const usual = stakeNetwork(options)
  const genesis = stakeNetwork(options, { limits: { ...usual.limits, ...limits } })
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('slash')
  const hub = new MemoryHub({ clock, random, delayMs: [20, 300] })
  const tabs = [1, 2, 3].map(n => new TestTab(n, { genesis, hub, clock, random }))
  for (const tab of tabs) await tab.open()
  const [honest, other, cheater] = tabs as [TestTab, TestTab, TestTab]
  // the cheat does not report itself, also not in its blocks
  cheater.node.offences.saw = () => {}

  // time advances until the cheat makes a block, which it then makes again with another timestamp in the same
  // slot
  const { engine } = cheater.node.chain
  let made = cheater.node.chain.tip
  cheater.node.events.subscribe(event => {
    if (event.type === 'mined') made = known(cheater.node.chain.tree.get(event.data.id as never), 'own block')
  })
  for (let i = 0; i < 400 && made.header.height === 0; i++) await clock.advance(500)
  expect(made.header.height).toBeGreaterThan(0)
  cheater.node.producer.choose({ on: false, keepMining: false })
  const twin = assembleHeader({ ...made.header, timestamp: (made.header.timestamp + 1) as UnixMs })
  const signed = known(await engine.seal(twin, sealingKey(cheat), async () => undefined), 'second block')
  expect(engine.offenceKey(signed)).toBe(engine.offenceKey(made.header))
  expect(made.header.id).not.toBe(signed.id)

  let round = 0
  const send = async (from: TestAccount, payload: Payload, { nonce = 0, fee = 10_000n } = {}) => {
    const unsigned = { version: 1, networkId: networkIdOf(genesis), timestamp: clock.now(), payload }
    const tx = sign(from, { ...unsigned, nonce, fee: fee as Amount } as Omit<Transaction, 'id' | 'bytes'>)
    await cheater.node.network.publishTransaction(packTransaction(++round, tx.bytes))
    return tx
  }
  const nonceOf = ({ address }: TestAccount) => readAccount(honest.node.chain.state, address).nonce
  const stake = () => engine.stakeOf(honest.node.chain.state, cheat.address)
  const announceTwin = () => cheater.node.network.publishBlock({ header: signed.bytes, txIds: [] })
  return { clock, tabs, honest, other, engine, made: made.header, signed, send, nonceOf, stake, announceTwin }
}

function evidence(one: Header, two: Header): EvidencePayload {
  const [first, second] = [one.bytes, two.bytes].sort(compareBytes) as [Uint8Array, Uint8Array]
  return { kind: 'evidence', first, second }
}

test('whoever signs two blocks for one slot is slashed within three blocks, by tabs that saw it', async () => {
  const { clock, tabs, honest, other, stake, announceTwin } = await openWorld()
  const events: string[] = []
  honest.node.events.subscribe(event => events.push(event.type))
  const at = honest.node.chain.tip.header.height
  await announceTwin()

  expect(stake()).toBe(100n * COIN)
  for (let i = 0; i < 200 && stake() > 0n; i++) await clock.advance(1_000)
  expect(stake()).toBe(0n)
  expect(honest.node.chain.tip.header.height).toBeLessThanOrEqual(at + 3)
  expect(events).toContain('double-signing')

  // and the honest ones continue without it
  const height = honest.node.chain.tip.header.height
  await clock.advance(300_000)
  expect(honest.node.chain.tip.header.height).toBeGreaterThan(height + 5)
  const isOne = () => other.node.chain.tip.header.id === honest.node.chain.tip.header.id
  for (let i = 0; i < 20 && !isOne(); i++) await clock.advance(500)
  expect(isOne()).toBe(true)
  for (const tab of tabs) await tab.close()
})

type World = Awaited<ReturnType<typeof openWorld>>

/**
 * The cheat's preparations before its second block is seen, and the number of blocks until it is slashed all
 * the same.
 */
const SQUATS: readonly {
  readonly name: string
  readonly limits?: Partial<GenesisParameters['limits']>
  readonly before: (world: World) => Promise<unknown>
  readonly eachSecond?: (world: World, second: number) => Promise<unknown>
  readonly within: number
}[] = [
  {
    name: 'two headers that it never signed, far ahead in its nonces',
    before: async ({ clock, made, send, honest }) => {
      const unsigned = (byte: string) => assembleHeader({ ...made, stateRoot: byte.repeat(32) as never })
      const bogus = await send(cheat, evidence(unsigned('aa'), unsigned('bb')), { nonce: 100 })
      const payment = await send(cheat, little, { nonce: 99 })
      await clock.advance(1_000)
      expect(honest.node.mempool.get(payment.id)).toBeDefined()
      expect(honest.node.mempool.get(bogus.id)).toBeUndefined()
    },
    within: 3,
  },
  {
    name: 'a pool of valid evidence behind gaps',
    before: async ({ clock, made, signed, send, honest }) => {
      for (const helper of helpers)
        for (let nonce = 1; nonce <= 25; nonce++)
          await send(helper, evidence(made, signed), { nonce, fee: 1_000_000n })
      await clock.advance(500)
      expect(honest.node.mempool.size).toBe(100)
    },
    within: 3,
  },
  {
    name: 'valid evidence that pays less than the transactions with which it fills the blocks',
    limits: { blockTransactions: 1 },
    before: async ({ clock, made, signed, send, honest }) => {
      await send(cheat, evidence(made, signed))
      for (const helper of helpers)
        for (let nonce = 0; nonce < 30; nonce++) await send(helper, little, { nonce, fee: 200_000n })
      await clock.advance(1_000)
      expect(honest.node.mempool.size).toBe(121)
    },
    within: 25,
  },
  {
    name: 'valid evidence that is replaced by a payment before it is in a block, again and again',
    before: async ({ clock }) => clock.advance(1_000),
    eachSecond: async ({ made, signed, send, nonceOf, clock }, second) => {
      const helper = known(helpers[second % helpers.length], 'helper')
      const nonce = nonceOf(helper)
      await send(helper, evidence(made, signed), { nonce, fee: BigInt(10_000 + second) })
      await clock.advance(350)
      await send(helper, little, { nonce, fee: BigInt(20_000 + 2 * second) })
    },
    within: 6,
  },
]

test.each(SQUATS)('transactions in the pool do not keep a cheat from being slashed: $name', async squat => {
  const world = await openWorld(squat.limits)
  const { clock, honest, stake, announceTwin, tabs } = world
  await squat.before(world)
  const at = honest.node.chain.tip.header.height
  await announceTwin()
  for (let i = 1; i < 900 && stake() > 0n; i++) {
    await squat.eachSecond?.(world, i)
    await clock.advance(1_000)
  }
  expect(stake()).toBe(0n)
  expect(honest.node.chain.tip.header.height).toBeLessThanOrEqual(at + squat.within)
  for (const tab of tabs) await tab.close()
})
