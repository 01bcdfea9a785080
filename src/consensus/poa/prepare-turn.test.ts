import { expect, test } from 'vitest'
import type { PoaParameters } from '#chain/genesis/genesis.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { ancestryOf, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, recorded, sealingKey } from '#testing/sealed-chain.ts'
import { readPoaSeal } from './poa-seal.ts'
import { prepareTurn } from './prepare-turn.ts'

const SPACING = 3000
const TIMEOUT = 16_000
const HOUR = 3_600_000

const authorities = [1, 2, 3, 4].map(testAccount)
const [a0, a1, a2, a3] = authorities as [TestAccount, TestAccount, TestAccount, TestAccount]
const params = authorityNetwork({ authorities, admin: testAccount(9) })
const parameters = params.consensus as PoaParameters
const { genesis } = createSealedChain(params)
const start = genesis.header.timestamp

interface Moment {
  /** After genesis, whose child is requested: it is the turn of `a1`. */
  readonly now: number
  readonly wantedSince?: number
  readonly earliest?: number
}

/** The result for the owner of these keys, with times counted from genesis. */
async function ask(keys: readonly TestAccount[], { now, wantedSince = 0, earliest = 1 }: Moment) {
  const preparation = await prepareTurn(
    {
      parent: recorded(genesis),
      ancestry: ancestryOf(genesis),
      state: genesis.state,
      keys: keys.map(sealingKey),
      now: (start + now) as UnixMs,
      earliest: (start + earliest) as UnixMs,
      wantedSince: (start + wantedSince) as UnixMs,
      sinceOf: async () => 1,
    },
    { justified: 0, final: 0 },
    parameters,
  )
  if (preparation.status === 'wait') {
    const { waitUntil, reason } = preparation
    return { reason, ...(waitUntil === undefined ? {} : { waitFor: waitUntil - start }) }
  }
  const seal = readPoaSeal(preparation.seal)
  return {
    producer: preparation.key.address,
    time: preparation.timestamp - start,
    offset: seal.ok ? seal.value.offset : undefined,
  }
}

const nothingElse = expect.stringContaining('enough time has passed')

test('in turn it is ready a spacing after the parent, however long something waits', async () => {
  for (const wantedSince of [-HOUR, 0, SPACING, HOUR]) {
    expect(await ask([a1], { now: SPACING - 1, wantedSince })).toEqual({
      waitFor: SPACING,
      reason: nothingElse,
    })
    expect(await ask([a1], { now: SPACING, wantedSince })).toEqual({
      producer: a1.address,
      time: SPACING,
      offset: 0,
    })
  }
})

test.each([
  [a2, 1],
  [a3, 2],
  [a0, 3],
])('out of turn it is ready a timeout later for each that is passed over', async (by, offset) => {
  const from = SPACING + offset * TIMEOUT
  expect(await ask([by], { now: from - 1 })).toEqual({
    waitFor: from,
    reason: expect.stringContaining(a1.text),
  })
  expect(await ask([by], { now: from })).toEqual({ producer: by.address, time: from, offset })
})

test('after a long pause the timeout counts from the time when there was something to do', async () => {
  const wantedSince = HOUR
  for (const [by, offset] of [
    [a2, 1],
    [a3, 2],
    [a0, 3],
  ] as const) {
    const from = HOUR + offset * TIMEOUT
    expect(await ask([by], { now: HOUR, wantedSince })).toMatchObject({ waitFor: from })
    expect(await ask([by], { now: from - 1, wantedSince })).toMatchObject({ waitFor: from })
    expect(await ask([by], { now: from, wantedSince })).toEqual({ producer: by.address, time: from, offset })
  }
  expect(await ask([a1], { now: HOUR, wantedSince })).toMatchObject({ time: HOUR, offset: 0 })
})

test('a transaction that waited before the parent does not shorten any timeout', async () => {
  const from = SPACING + TIMEOUT
  expect(await ask([a2], { now: TIMEOUT, wantedSince: -HOUR })).toMatchObject({ waitFor: from })
})

test('of several own authorities the first in turn is taken, whatever their order', async () => {
  expect(await ask([a0, a3, a2], { now: SPACING })).toMatchObject({ waitFor: SPACING + TIMEOUT })
  expect(await ask([a0, a3, a2], { now: HOUR })).toMatchObject({ producer: a2.address, offset: 1 })
  expect(await ask([testAccount(50), a0, a1], { now: HOUR })).toMatchObject({
    producer: a1.address,
    offset: 0,
  })
})

test('a node without an authority waits for a change of the chain', async () => {
  expect(await ask([testAccount(50)], { now: HOUR })).toEqual({
    reason: 'none of your addresses is an authority',
  })
})

test('a clock behind the parent waits, and does not pass over anybody', async () => {
  expect(await ask([a1], { now: -HOUR })).toMatchObject({ waitFor: SPACING })
  expect(await ask([a2], { now: -HOUR, wantedSince: -HOUR })).toMatchObject({ waitFor: SPACING + TIMEOUT })
})

test('the timestamp is now, or the least that the median allows', async () => {
  expect(await ask([a1], { now: SPACING + 7 })).toMatchObject({ time: SPACING + 7 })
  expect(await ask([a1], { now: SPACING + 7, earliest: SPACING + 9 })).toMatchObject({ time: SPACING + 9 })
})

test('what is prepared is what the engine accepts', async () => {
  const chain = createSealedChain(params)
  for (const by of authorities) {
    const block = await chain.seal(chain.genesis, [], { by: [by] })
    expect(chain.engine.verify(block.header, recorded(chain.genesis)).ok).toBe(true)
    expect(chain.engine.authorise(block.header, chain.genesis.state, ancestryOf(chain.genesis)).ok).toBe(true)
    expect(known(block.applied, 'applied block').receipts).toEqual([])
  }
})
