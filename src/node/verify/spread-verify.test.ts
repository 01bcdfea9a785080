import { describe, expect, test } from 'vitest'
import { batchOf, type SignatureVerifier, type SignedMessage } from '#chain/signature.ts'
import { known } from '#lib/assert.ts'
import { SPREAD_AHEAD, SPREAD_FROM, SPREAD_PIECE, VERIFY_HELPERS, VERIFY_SPAWNS } from './limits.ts'
import { spreadVerify } from './spread-verify.ts'
import { answerWith, type VerifyAnswer, type VerifyPort } from './verify-messages.ts'

const turn = () => new Promise<void>(resolve => void setImmediate(resolve))

/** An item that is valid if `n` is even; the same `n` gives the same bytes. */
const item = (n: number): SignedMessage => ({
  publicKey: new Uint8Array(32).fill(n),
  message: Uint8Array.of(n >> 8, n),
  signature: new Uint8Array(64),
})
const isGood = (message: Uint8Array) => known(message[1], 'byte') % 2 === 0
const verify: SignatureVerifier = async (_publicKey, message) => isGood(message)

const batch = (length: number, from = 0) => Array.from({ length }, (_, i) => item(from + i))
const verdictsOf = (items: readonly SignedMessage[]) => items.map(({ message }) => isGood(message))

/**
 * A helper on this thread that answers when the event loop turns. Posted buffers are transferred, as to a
 * real worker.
 */
function createHelper(answers: (request: number) => 'in time' | 'never' | 'dying' = () => 'in time') {
  const answer = answerWith(batchOf(verify))
  const late: (() => void)[] = []
  let requests = 0
  let terminated = false
  let listener: Parameters<VerifyPort['listen']>[0] | undefined

  const port: VerifyPort = {
    post: request => {
      const received = structuredClone(request, { transfer: [request.packed.buffer] })
      const what = answers(++requests)
      const send = async () => {
        const made: VerifyAnswer = await answer(received)
        if (!terminated) listener?.answer(made)
      }
      if (what === 'never') late.push(send)
      else setImmediate(what === 'dying' ? () => listener?.died() : send)
    },
    listen: callback => {
      listener = callback
    },
    terminate: () => {
      terminated = true
    },
  }
  return {
    port,
    requests: () => requests,
    isTerminated: () => terminated,
    /** Answers the open requests. */
    awake: () => Promise.all(late.splice(0).map(send => send())),
  }
}

type Helper = ReturnType<typeof createHelper>

/** A pool that starts these helpers in order, and fails to start more. */
function poolOf(helpers: readonly Helper[], maxHelpers = helpers.length) {
  let here = 0
  let spawned = 0
  const check = spreadVerify({
    here: async (...input) => {
      here++
      return verify(...input)
    },
    spawn: () => {
      const helper = helpers[spawned++]
      if (helper === undefined) throw new Error('no worker can be started')
      return helper.port
    },
    maxHelpers,
    turn,
  })
  return { check, here: () => here, spawned: () => spawned }
}

test('helpers do a part, and the verdicts are in order', async () => {
  const helpers = [createHelper(), createHelper()]
  const { check, here } = poolOf(helpers)
  const items = batch(1_000)
  expect(await check(items)).toEqual(verdictsOf(items))
  for (const { requests } of helpers) expect(requests()).toBeGreaterThan(5)
  expect(here()).toBeGreaterThan(0)
  expect(here()).toBeLessThan(600)
})

test('small batches stay on this thread and start no helper', async () => {
  const helper = createHelper()
  const { check, spawned } = poolOf([helper])
  expect(await check([])).toEqual([])
  expect(await check(batch(SPREAD_FROM - 1))).toEqual(verdictsOf(batch(SPREAD_FROM - 1)))
  expect(spawned()).toBe(0)
  expect(await check(batch(SPREAD_FROM))).toEqual(verdictsOf(batch(SPREAD_FROM)))
  expect(helper.requests()).toBeGreaterThan(0)
})

test('works with a partial last piece, and with repeated items', async () => {
  const { check } = poolOf([createHelper()])
  const odd = batch(SPREAD_FROM * 2 + SPREAD_PIECE / 2 + 1, 3)
  expect(await check(odd)).toEqual(verdictsOf(odd))
  const repeated = [...odd, ...odd, ...odd.toReversed()]
  expect(await check(repeated)).toEqual(verdictsOf(repeated))
})

test('works with concurrent batches', async () => {
  const { check } = poolOf([createHelper(), createHelper()])
  const batches = [batch(300), batch(500, 7), batch(200, 1), batch(3, 9)]
  expect(await Promise.all(batches.map(check))).toEqual(batches.map(verdictsOf))
})

test.each([
  [0, 1],
  [Number.NaN, 1],
  [2.5, 2],
  [64, VERIFY_HELPERS],
])('of %d threads it uses %i', async (maxHelpers, used) => {
  const { check, spawned } = poolOf(
    Array.from({ length: VERIFY_HELPERS + 1 }, () => createHelper()),
    maxHelpers,
  )
  await check(batch(500))
  expect(spawned()).toBe(used)
})

describe('nothing is lost with a helper that', () => {
  const items = batch(400)

  test('cannot be started, which is tried a few times', async () => {
    const { check, spawned } = poolOf([], 1)
    for (let i = 0; i < VERIFY_SPAWNS + 2; i++) expect(await check(items)).toEqual(verdictsOf(items))
    expect(spawned()).toBe(VERIFY_SPAWNS)
  })

  test('dies in the middle: another replaces it in the next batch', async () => {
    const dying = createHelper(request => (request === 3 ? 'dying' : 'in time'))
    const next = createHelper()
    const { check } = poolOf([dying, next], 1)
    expect(await check(items)).toEqual(verdictsOf(items))
    expect(dying.isTerminated()).toBe(true)
    expect(next.requests()).toBe(0)
    expect(await check(items)).toEqual(verdictsOf(items))
    expect(next.requests()).toBeGreaterThan(0)
  })

  test('always dies: it is not started for ever', async () => {
    const helpers = Array.from({ length: VERIFY_SPAWNS + 1 }, () => createHelper(() => 'dying'))
    const { check, spawned } = poolOf(helpers, 1)
    for (const _ of helpers) expect(await check(items)).toEqual(verdictsOf(items))
    expect(spawned()).toBe(VERIFY_SPAWNS)
  })

  test('hangs: it gets no more pieces until it answers', async () => {
    let isHanging = true
    const helper = createHelper(() => (isHanging ? 'never' : 'in time'))
    const { check, here } = poolOf([helper])
    for (let i = 0; i < 3; i++) expect(await check(items)).toEqual(verdictsOf(items))
    expect(helper.requests()).toBe(SPREAD_AHEAD)
    expect(here()).toBe(3 * items.length)

    isHanging = false
    await helper.awake()
    expect(await check(items)).toEqual(verdictsOf(items))
    expect(helper.requests()).toBeGreaterThan(SPREAD_AHEAD)
  })
})
