import { describe, expect, test } from 'vitest'
import type { Header } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import type { Engine } from '#consensus/engine.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { checkHeader } from '#node/chain/import/check-header.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { READMIT_MS } from '#node/limits.ts'
import { type BuiltBlock, TEST_GENESIS_TIME, testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSealedChain, sealingKey } from '#testing/sealed-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { TestTab } from '#testing/test-tab.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import {
  EVIDENCE_RAISE,
  EVIDENCE_RAISES,
  LEFT_TO_OTHERS_MS,
  PENDING_OFFENCES,
  WATCHED_HEADERS,
  WATCHED_HEADERS_EACH,
} from './limits.ts'
import { OffenceWatch } from './offence-watch.ts'

const [watcher, cheat] = [testAccount(1), testAccount(2)] as const
const genesis = stakeNetwork({
  stakes: [
    [watcher, 100n],
    [cheat, 100n],
  ],
  rich: [watcher, cheat],
  // long enough to report an offence after dozens of blocks
  parameters: { unbondingEpochs: 30 },
})
const builder = createSealedChain(genesis)

/** This many headers of one slot, signed by the cheat. */
async function twins(count: number): Promise<[Header, ...Header[]]> {
  const { header } = await builder.seal(builder.genesis, [], { by: [cheat] })
  const twins: [Header, ...Header[]] = [header]
  for (let i = 1; i < count; i++) {
    const draft = assembleHeader({ ...header, timestamp: (header.timestamp + i) as UnixMs })
    const sealed = await builder.engine.seal(draft, sealingKey(cheat), async () => undefined)
    twins.push(known(sealed, 'sealed header'))
  }
  return twins
}

async function openWatcher() {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('offences')
  const tab = new TestTab(1, { genesis, hub: new MemoryHub({ clock, random }), clock, random })
  await tab.open()
  tab.node.producer.choose({ on: false, keepMining: false })
  const see = (headers: readonly Header[]) => {
    for (const header of headers)
      expect(checkHeader(tab.node.chain, header)).toMatchObject({ type: 'checked' })
  }
  const reports = () => tab.node.mempool.entries().filter(({ tx }) => tx.payload.kind === 'evidence').length
  return { clock, tab, see, reports }
}

describe('a double signing', () => {
  test.each([
    ['in its slot', 1_000],
    ['before its slot begins, by a clock that is behind', -5_000],
  ])('that is seen %s is reported when the chain takes it', async (_, sinceMs) => {
    const { clock, tab, see, reports } = await openWatcher()
    const [first, ...others] = await twins(2)
    await clock.advance(first.timestamp + sinceMs - clock.now())
    see([first, ...others])
    await clock.advance(20_000)
    expect(reports()).toBe(1)
    await tab.close()
  })

  test('is reported once, however many headers there are of one slot', async () => {
    const { clock, tab, see, reports } = await openWatcher()
    const headers = await twins(8)
    await clock.advance(headers[0].timestamp + 1_000 - clock.now())
    see(headers)
    await clock.advance(20_000)
    tab.node.offences.look()
    await clock.advance(1_000)
    expect(reports()).toBe(1)
    await tab.close()
  })
})

test('double signing by strangers does not displace that of stakers', async () => {
  const { clock, tab, see, reports } = await openWatcher()
  const [first, second] = (await twins(2)) as [Header, Header]
  await clock.advance(first.timestamp + 1_000 - clock.now())
  for (let i = 0; i < 2 * PENDING_OFFENCES; i++) {
    const producer = testAccount(100 + i).address
    for (const { timestamp } of [first, second])
      tab.node.offences.saw(assembleHeader({ ...first, producer, timestamp }))
  }
  see([first, second])
  await clock.advance(20_000)
  expect(reports()).toBe(1)
  await tab.close()
})

describe('evidence of this node', () => {
  test('waits a while for sufficient evidence of others, also without new blocks', async () => {
    const { clock, tab, see, reports } = await openWatcher()
    const [first, second] = (await twins(2)) as [Header, Header]
    await clock.advance(first.timestamp + 1_000 - clock.now())
    const payload = tab.node.chain.engine.evidenceOf(first, second)
    const evidence = transactionOf(genesis, cheat, payload, { nonce: 0, fee: 10_000n })
    expect((await tab.node.relay.ownTransaction(evidence)).ok).toBe(true)
    see([first, second])
    await clock.advance(LEFT_TO_OTHERS_MS - READMIT_MS)
    expect(reports()).toBe(1)
    await clock.advance(3 * READMIT_MS)
    expect(reports()).toBe(2)
    await tab.close()
  })

  test('offers four times as much after blocks without it, at most a thousand times the least', async () => {
    const { clock, tab, see } = await openWatcher()
    const [first, second] = (await twins(2)) as [Header, Header]
    await clock.advance(first.timestamp + 1_000 - clock.now())
    see([first, second])
    const fees = new Set<bigint>()
    let parent = builder.genesis
    // blocks of the cheat, without the evidence
    for (let i = 0; i < 2 * (Number(EVIDENCE_RAISES) + 2); i++) {
      await clock.advance(1_000)
      const waiting = tab.node.mempool.entries()
      expect(waiting).toHaveLength(1)
      for (const { tx } of waiting) fees.add(tx.fee)
      parent = await builder.seal(parent, [], { by: [cheat] })
      await clock.advance(Math.max(0, parent.header.timestamp - clock.now()))
      const { header, transactions } = parent
      expect((await importBlocks(tab.node.chain, [{ header, transactions }])).type).toBe('extended')
    }
    const [least] = fees
    expect([...fees]).toEqual(
      Array.from(
        { length: Number(EVIDENCE_RAISES) + 1 },
        (_, i) => known(least, 'fee') * EVIDENCE_RAISE ** BigInt(i),
      ),
    )
    await tab.close()
  })

  test('is submitted again after a reorg undid its block, until that block is final', async () => {
    const { clock, tab, see } = await openWatcher()
    const { chain, mempool } = tab.node
    const [first, second] = (await twins(2)) as [Header, Header]
    await clock.advance(first.timestamp + 1_000 - clock.now())
    see([first, second])
    await clock.advance(1_000)
    const [entry] = mempool.entries()
    const { tx } = known(entry, 'evidence')
    const stake = () => chain.engine.stakeOf(chain.state, cheat.address)

    const take = async (block: BuiltBlock) => {
      await clock.advance(Math.max(0, block.header.timestamp - clock.now()))
      return (await importBlocks(chain, [{ header: block.header, transactions: block.transactions }])).type
    }
    expect(
      await take(
        await builder.seal(builder.genesis, [tx], { by: [watcher], from: second.timestamp + 10_000 }),
      ),
    ).toBe('extended')
    expect(stake()).toBe(0n)
    mempool.expire(Number.MAX_SAFE_INTEGER as UnixMs)

    let fork = builder.genesis
    while (stake() === 0n) {
      fork = await builder.seal(fork, [], { by: [cheat] })
      expect(['forked', 'reorganised']).toContain(await take(fork))
      mempool.expire(Number.MAX_SAFE_INTEGER as UnixMs)
    }
    await clock.advance(21_000)
    expect(mempool.entries().map(({ tx: { payload } }) => payload.kind)).toEqual(['evidence'])
    await tab.close()
  })
})

test('headers of others do not displace a producer’s', async () => {
  const watch = new OffenceWatch(builder.engine)
  const [first, second] = await twins(2)
  expect(watch.saw(first)).toBeUndefined()
  for (let i = 0; i < 3 * WATCHED_HEADERS_EACH; i++) {
    watch.saw({ ...first, producer: watcher.address, timestamp: (first.timestamp + i * 10_000) as UnixMs })
  }
  expect(watch.saw(known(second, 'second header'))).toMatchObject({ kind: 'evidence' })
  expect(watch.saw(known(second, 'second header'))).toBeUndefined()
})

test('headers of all producers together are bounded, and the most recent producer is watched', () => {
  const engine = {
    offenceKey: ({ height }: Header) => `${height}`,
    evidenceOf: () => ({ kind: 'evidence' }),
  } as unknown as Engine
  const watch = new OffenceWatch(engine)
  const header = (producer: number, height: number, id = `${producer} ${height}`) =>
    ({ id, height, producer: Uint8Array.of(producer >> 8, producer) }) as unknown as Header
  const producers = WATCHED_HEADERS / WATCHED_HEADERS_EACH
  for (let i = 0; i <= producers; i++) {
    for (let height = 0; height < WATCHED_HEADERS_EACH; height++) watch.saw(header(i, height))
  }
  expect(watch.saw(header(0, 0, 'twin'))).toBeUndefined()
  expect(watch.saw(header(producers, 0, 'twin'))).toBeDefined()
  expect(watch.saw(header(2, 0, 'twin'))).toBeDefined()
})
