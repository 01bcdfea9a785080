import { describe, expect, test } from 'vitest'
import type { Header } from '../chain/block/header.ts'
import { assembleHeader } from '../chain/block/header-codec.ts'
import type { Engine } from '../consensus/engine.ts'
import { known } from '../lib/assert.ts'
import type { UnixMs } from '../lib/clock.ts'
import { TEST_GENESIS_TIME, testAccount } from '../testing/chain-builder.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { MemoryHub } from '../testing/memory-network.ts'
import { createSealedChain, sealingKey } from '../testing/sealed-chain.ts'
import { createSeededRandom } from '../testing/seeded-random.ts'
import { stakeNetwork } from '../testing/stake-network.ts'
import { TestTab } from '../testing/test-tab.ts'
import { checkHeader } from './import/check-header.ts'
import { WATCHED_HEADERS, WATCHED_HEADERS_EACH } from './limits.ts'
import { OffenceWatch } from './offence-watch.ts'

const [watcher, cheat] = [testAccount(1), testAccount(2)] as const
const genesis = stakeNetwork({
  stakes: [
    [watcher, 100n],
    [cheat, 100n],
  ],
  rich: [watcher, cheat],
})
const builder = createSealedChain(genesis)

/** So many headers of one slot, signed by the cheat. */
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
    for (const header of headers) expect(checkHeader(tab.node.chain, header).type).toBe('checked')
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
    tab.node.offences.tipMoved()
    await clock.advance(1_000)
    expect(reports()).toBe(1)
    await tab.close()
  })
})

test('headers of others do not push a producer’s out of sight', async () => {
  const watch = new OffenceWatch(builder.engine)
  const [first, second] = await twins(2)
  expect(watch.saw(first)).toBeUndefined()
  for (let i = 0; i < 3 * WATCHED_HEADERS_EACH; i++) {
    watch.saw({ ...first, producer: watcher.address, timestamp: (first.timestamp + i * 10_000) as UnixMs })
  }
  expect(watch.saw(known(second, 'second header'))).toMatchObject({ kind: 'evidence' })
  expect(watch.saw(known(second, 'second header'))).toBeUndefined()
})

test('headers of all producers together are bounded, and who was heard of last is watched', () => {
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
