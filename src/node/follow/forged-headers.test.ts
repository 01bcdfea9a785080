import { describe, expect, test } from 'vitest'
import type { Header } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { NO_CLAIMS } from '#consensus/finality/claims.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { slotAlpha } from '#consensus/pos/lottery.ts'
import { readPosRecord, seedFor } from '#consensus/pos/pos-record.ts'
import { posSeal } from '#consensus/pos/pos-seal.ts'
import { createSlots } from '#consensus/pos/slots.ts'
import { known } from '#lib/assert.ts'
import { JudgingFault } from '#lib/judged.ts'
import type { NetworkHandlers } from '#network/network.ts'
import type { TreeBlock } from '#node/chain/block-tree.ts'
import { BEHIND_BLOCKS } from '#node/chain/limits.ts'
import { TEST_GENESIS_TIME, testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { sealingKey } from '#testing/sealed-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { testPeer } from '#testing/test-peer.ts'
import { TestTab } from '#testing/test-tab.ts'

const [boss, thief] = [testAccount(1), testAccount(9)]
const ALL_COINS = (2n ** 63n - 1n) as never
/** Half of the stake is absent, so that no block becomes final and old blocks can be undone. */
const genesis = stakeNetwork({
  stakes: [
    [boss, 100n],
    [testAccount(8), 100n],
  ],
  parameters: { emptyBlocks: true },
})
const slots = createSlots(genesis, genesis.consensus as never)

/** A node whose staker made all thirty blocks. */
async function world() {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('forged')
  const hub = new MemoryHub({ clock, random })
  const tab = new TestTab(1, { genesis, hub, clock, random })
  await tab.open()
  const height = () => tab.node.chain.tip.header.height
  while (height() < 30) await clock.advance(5_000)
  return { clock, hub, tab, height }
}

type World = Awaited<ReturnType<typeof world>>

function ancestor({ tab }: World, depth: number): TreeBlock {
  const { chain } = tab.node
  let at = chain.tip
  for (let i = 0; i < depth; i++) at = known(chain.tree.parentOf(at), 'ancestor')
  return at
}

/**
 * A chain of headers by a key without stake, which claim all possible coins, in past slots if there are many.
 */
async function forge({ tab, clock }: World, below: TreeBlock, count: number): Promise<Header[]> {
  const { engine } = tab.node.chain
  const headers: Header[] = []
  let parent: Pick<TreeBlock, 'header' | 'engine' | 'totalWeight'> = below
  for (let slot = slots.slotAt(clock.now()) - count + 1; headers.length < count; slot++) {
    const proof = await sealingKey(thief).prove(
      slotAlpha(seedFor(readPosRecord(parent.engine), slot, slots), slot),
    )
    const draft = assembleHeader({
      ...parent.header,
      height: (parent.header.height + 1) as never,
      parent: parent.header.id,
      timestamp: slots.startOf(slot),
      producer: thief.address,
      seal: posSeal({
        slot,
        stake: ALL_COINS,
        total: ALL_COINS,
        ...NO_CLAIMS,
        proof,
        signature: NO_SIGNATURE,
      }),
    })
    const header = known(await engine.seal(draft, sealingKey(thief), async () => undefined), 'sealed header')
    parent = { header, ...engine.follow(header, parent) }
    headers.push(header)
  }
  return headers
}

function addBodiless({ tab }: World, header: Header, parent: TreeBlock): void {
  const { engine, tree } = tab.node.chain
  tree.add({ ...engine.follow(header, parent), header, main: false, stored: false, invalid: false })
}

/** A peer that serves these headers, claims more than anybody has, and never sends a body. */
async function evil({ hub }: World, headers: readonly Header[], totalWeight = 2n ** 70n) {
  const head = { height: 1_000_000, tip: known(headers.at(-1), 'header').id, totalWeight }
  const asked = { headers: 0, bodies: 0 }
  const network = hub.create('evil', {
    head: () => ({ ...head }),
    serveHeaders: async () => {
      asked.headers++
      return headers.map(({ bytes }) => bytes)
    },
    serveBodies: () => {
      asked.bodies++
      return new Promise(() => {})
    },
    servePool: async () => [],
    onPeer: () => {},
    onEvent: () => {},
    onSignaling: () => {},
    onKnownPeers: () => {},
  } as Partial<NetworkHandlers> as NetworkHandlers)
  await network.start()
  return { network, asked, head }
}

test.each([
  ['whose state is in memory', 5, false],
  ['whose state is not', 18, false],
  ['after a reload', 5, true],
])(
  'a header by a key without stake, on a parent %s, costs its sender the link and this node nothing',
  async (_, depth, reload) => {
    const here = await world()
    const { clock, hub, tab, height } = here
    if (reload) {
      await tab.close()
      await tab.open()
    }
    const forged = await forge(here, ancestor(here, depth), 1)
    const before = height()
    const { asked } = await evil(here, forged)
    await clock.advance(60_000)

    expect(hub.penalties).toEqual([{ by: 'tab-1', peerId: 'evil', code: 'SEAL_STAKE' }])
    expect(asked).toEqual({ headers: 1, bodies: 0 })
    expect(tab.node.chain.tree.get(known(forged[0], 'header').id)).toBeUndefined()
    expect(height() - before).toBeGreaterThan(1)
    await tab.close()
  },
)

test('of many headers none is checked after the first without a right', async () => {
  const here = await world()
  const { clock, hub, tab } = here
  const parent = ancestor(here, 25)
  const forged = await forge(here, parent, 12)
  const { engine } = tab.node.chain
  const checked: string[] = []
  const { verify } = engine
  engine.verify = (header, on) => {
    if (forged.some(({ id }) => id === header.id)) checked.push(header.id)
    return verify(header, on)
  }
  await evil(here, forged)
  await clock.advance(5_000)
  expect(hub.penalties).toMatchObject([{ code: 'SEAL_STAKE' }])
  expect(checked).toEqual([known(forged[0], 'header').id])
  await tab.close()
})

test('production continues while a peer withholds the body of a header whose right is unknown', async () => {
  const here = await world()
  const { clock, tab, height } = here
  const { chain } = tab.node
  // like another tab’s fork after a reload: stored, its state not in memory
  const stayed = ancestor(here, 3)
  const fork: TreeBlock = {
    ...stayed,
    header: assembleHeader({ ...stayed.header, txRoot: stayed.header.id as never }),
    main: false,
    stored: true,
  }
  chain.tree.add(fork)
  const forged = await forge(here, fork, 1)
  const before = height()
  const { asked } = await evil(here, forged)
  await clock.advance(60_000)
  expect(asked.bodies).toBeGreaterThan(0)
  expect(height() - before).toBeGreaterThan(1)

  // and its rests grow, up to five minutes
  const { headers } = asked
  await clock.advance(10 * 60_000)
  expect(asked.headers - headers).toBeLessThan(10)
  await tab.close()
})

test('headers on one without a body are not checked further, and the peer rests', async () => {
  const here = await world()
  const { clock, hub, tab } = here
  const { chain } = tab.node
  const parent = ancestor(here, 25)
  const [bodiless, ...others] = await forge(here, parent, 3)
  addBodiless(here, known(bodiless, 'header'), parent)
  const { asked } = await evil(here, others)
  await clock.advance(4_000)
  expect(hub.penalties).toEqual([])
  expect(asked).toEqual({ headers: 1, bodies: 0 })
  expect(chain.tree.get(known(others[1], 'header').id)).toBeUndefined()
  await tab.close()
})

test('headers without a right on an unjudged block do not stop production', async () => {
  const here = await world()
  const { clock, hub, tab, height } = here
  const { chain } = tab.node
  const parent = ancestor(here, 20)
  const right = ancestor(here, 19).header
  const twin = assembleHeader({ ...right, txRoot: right.id as never })
  const signed = known(await chain.engine.seal(twin, sealingKey(boss), async () => undefined), 'header')
  const bug = new JudgingFault({ what: 'block', id: signed.id, step: 'apply' }, new Error('planted'))
  chain.unjudged.add(bug, clock.now())
  const record = chain.engine.follow(signed, parent)
  const block = { ...record, header: signed, main: false, stored: false, invalid: false }
  const forged = await forge(here, block, BEHIND_BLOCKS + 2)
  const before = height()
  await evil(here, [signed, ...forged])
  await clock.advance(60_000)
  expect(chain.tree.beyond().map(({ header }) => header.id)).toEqual([signed.id])
  expect(height() - before).toBeGreaterThan(1)
  expect(hub.penalties).toEqual([])
  await tab.close()
})

describe('gossip', () => {
  const announce = ({ tab }: World, { bytes }: Header) =>
    tab.node.relay.block({ header: bytes, txIds: [] }, testPeer('evil'))

  test('of a header without a right leaves nothing, and no body is requested', async () => {
    const here = await world()
    const { tab } = here
    const forged = await forge(here, ancestor(here, 18), 1)
    const header = known(forged[0], 'header')
    const other = assembleHeader({ ...header, txRoot: header.id as never })
    const signed = known(
      await tab.node.chain.engine.seal(other, sealingKey(thief), async () => undefined),
      'sealed header',
    )
    const { asked } = await evil(here, [signed], 0n)
    expect(await announce(here, signed)).toMatchObject({ verdict: 'invalid', code: 'SEAL_STAKE' })
    expect(tab.node.chain.tree.get(signed.id)).toBeUndefined()
    expect(asked.bodies).toBe(0)
    await tab.close()
  })

  test('of a header on an unknown parent is left to the catch-up', async () => {
    const here = await world()
    const { chain } = here.tab.node
    const parent = ancestor(here, 5)
    const [low, high] = await forge(here, parent, 2)
    addBodiless(here, known(low, 'header'), parent)
    expect(await announce(here, known(high, 'header'))).toMatchObject({ verdict: 'unchecked' })
    expect(chain.tree.get(known(high, 'header').id)).toBeUndefined()
    await here.tab.close()
  })

  test('of a header with a right and without a body leaves nothing, and its sender rests', async () => {
    const here = await world()
    const { clock, hub, tab } = here
    const { chain } = tab.node
    // the staker’s second block for a slot
    const { header } = chain.tip
    const twin = assembleHeader({ ...header, txRoot: header.id as never })
    const signed = known(await chain.engine.seal(twin, sealingKey(boss), async () => undefined), 'header')
    const { network, asked, head } = await evil(here, [signed], 0n)
    const verdict = announce(here, signed)
    await clock.advance(16_000)
    expect(await verdict).toMatchObject({
      verdict: 'unchecked',
      reason: 'its body could not be fetched',
    })
    expect(chain.tree.get(signed.id)).toBeUndefined()
    expect(hub.penalties).toEqual([])

    head.totalWeight = 2n ** 70n
    network.headChanged()
    await clock.advance(3_000)
    expect(asked).toEqual({ headers: 0, bodies: 1 })
    await tab.close()
  })
})
