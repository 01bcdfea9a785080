import { expect, test } from 'vitest'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { assert, BugError, known } from '#lib/assert.ts'
import { ok } from '#lib/result.ts'
import type { NetworkHandlers } from '#network/network.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { packTransaction } from '#node/pool/transaction-message.ts'
import {
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { deployPayload, invokePayload } from '#testing/contract-world.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createFakeContractRuntime } from '#testing/fake-contract-runtime.ts'
import { openJudge } from '#testing/judge.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { PLANTED, withBuggyMethod, withBuggySigner } from '#testing/planted-bug.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { openSingleTab } from '#testing/single-tab.ts'
import { testPeer } from '#testing/test-peer.ts'
import { TestTab } from '#testing/test-tab.ts'
import { transactionOf } from '#testing/transaction-of.ts'

/**
 * A bug at each place where a stranger's data is judged, and the places where it must still stop the node.
 */

const [me, other, stranger] = [1, 2, 3].map(testAccount) as [
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
]
const genesis = testNetwork({}, [me, other, stranger])

test('a transaction whose admission meets a bug is not relayed, is remembered, and no peer is blamed', async () => {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('doors')
  const hub = new MemoryHub({ clock, random })
  const verify = withBuggySigner(createSignatureVerifier(), stranger.address)
  const first = new TestTab(1, { genesis, hub, clock, random, verify, version: '1' })
  const second = new TestTab(2, { genesis, hub, clock, random, version: '1' })
  for (const tab of [first, second]) {
    await tab.open()
    tab.node.producer.choose({ on: false, keepMining: false })
  }
  const received: unknown[] = []
  first.node.events.subscribe(({ type, data }) => {
    if (type === 'judging-fault') received.push(data)
  })
  const tx = transferOf(genesis, stranger, { to: me.address, nonce: 0, fee: 1_000n })
  const send = (round: number) =>
    first.node.relay.transaction(packTransaction(round, tx.bytes), testPeer('tab-9'))

  for (let round = 1; round <= 3; round++) {
    expect(await send(round)).toMatchObject({ verdict: 'unchecked', code: 'JUDGING_FAULT' })
  }
  await clock.advance(10_000)
  expect(received).toEqual([
    expect.objectContaining({ what: 'transaction', id: tx.id, step: 'check', message: PLANTED }),
  ])
  expect([first, second].map(({ node }) => node.mempool.size)).toEqual([0, 0])
  expect(hub.penalties).toEqual([])

  await first.close()
  await first.open()
  expect(first.node.chain.unjudged.get(tx.id)).toMatchObject({ step: 'check' })
  await first.close()
  await first.open({ version: '2', verify: createSignatureVerifier() })
  expect(await send(4)).toMatchObject({ verdict: 'valid' })
  for (const tab of [first, second]) await tab.close()
})

const contract = contractAddress(stranger.address, 0)
const signed = (nonce: number, payload: Payload) =>
  transactionOf(genesis, stranger, payload, { nonce, fee: 999_983n })

/**
 * A tab with a contract on its chain, and a pool with a stranger's call that meets a bug and payments of
 * others.
 */
async function poisonedTab(runtime: ContractRuntime) {
  const single = await openSingleTab(genesis, runtime)
  const { node } = single
  const faults: Record<string, unknown>[] = []
  node.events.subscribe(({ type, data }) => {
    if (type === 'judging-fault') faults.push(data)
  })
  const receive = (tx: { readonly bytes: Uint8Array }) =>
    node.relay.transaction(packTransaction(1, tx.bytes), testPeer('tab-9'))
  expect(await receive(signed(0, deployPayload('Counter')))).toMatchObject({ verdict: 'valid' })
  await single.mine()
  const call = signed(1, invokePayload(contract, 'add', [1n]))
  expect(await receive(call)).toMatchObject({ verdict: 'valid' })
  for (let nonce = 0; nonce < 10; nonce++) {
    const payment = transferOf(genesis, other, { to: me.address, nonce, fee: 1_000n })
    expect(await receive(payment)).toMatchObject({ verdict: 'valid' })
  }
  return { ...single, faults, call, receive }
}

const encodesNothing: ContractRuntime = {
  ...createFakeContractRuntime(),
  // a value that cannot be encoded fails only when the block's receipts are encoded
  call: (call, host) =>
    call.method === 'add'
      ? { gas: 1n, outcome: ok((() => {}) as never) }
      : createFakeContractRuntime().call(call, host),
}

test.each([
  ['run', withBuggyMethod(createFakeContractRuntime(), 'add')],
  ['put into a block', encodesNothing],
])('a call that meets a bug when it is %s is left out, and production continues', async (_, runtime) => {
  const { node, mine, faults, call, receive } = await poisonedTab(runtime)
  await mine()
  for (let i = 0; i < 5 && node.mempool.size > 0; i++) await mine()
  expect(node.mempool.size).toBe(0)
  expect(await node.chain.store.tx(call.id)).toBeUndefined()
  expect((await node.chain.store.history(formatAddress(other.address), 50)).length).toBe(10)
  expect(faults).toEqual([expect.objectContaining({ what: 'transaction', id: call.id, step: 'draft' })])
  expect(await receive(call)).toMatchObject({ verdict: 'unchecked', code: 'JUDGING_FAULT' })
  await node.stop()
})

test('a body whose bytes meet a bug says nothing about the block: another peer’s is used', async () => {
  const clock = createFakeClock(TEST_GENESIS_TIME + 60_000)
  const random = createSeededRandom('bodies')
  const hub = new MemoryHub({ clock, random })
  const tab = new TestTab(1, { genesis, hub, clock, random })
  await tab.open()
  tab.node.producer.choose({ on: false, keepMining: false })
  const { build, genesis: first } = createChainBuilder(genesis)
  const block = build(first, [transferOf(genesis, me, { to: other.address, nonce: 0 })])
  const poison = new Proxy(new Uint8Array(1), {
    get: (_, key) => {
      assert(key === 'length', PLANTED)
      return 1
    },
  })
  const announce = async (name: string, body: Uint8Array) => {
    const head = { height: 0, tip: first.header.id, totalWeight: 0n }
    const quiet = { head: () => head, onPeer() {}, onEvent() {}, onSignaling() {} }
    const peer = { ...quiet, serveBodies: async () => [], servePool: async () => [], onStem() {} }
    await hub.create(name, peer as Partial<NetworkHandlers> as NetworkHandlers).start()
    // As the network delivers them: unreadable bytes do not pass its wire format.
    known(hub.node(tab.name), 'network').requestBodies = async () => [body]
    const verdict = tab.node.relay.block({ header: block.header.bytes, txIds: [] }, testPeer(name))
    await clock.advance(2_000)
    return verdict
  }
  const bugs: unknown[] = []
  tab.node.events.subscribe(({ type, data }) => type === 'judging-fault' && bugs.push(data))
  expect(await announce('poisoner', poison)).toMatchObject({ verdict: 'unchecked', code: 'BODY_MISSING' })
  expect(bugs).toEqual([expect.objectContaining({ what: 'message', step: 'body', message: PLANTED })])
  expect(await announce('honest', encodeBody(block.transactions))).toMatchObject({ verdict: 'valid' })
  expect(hub.penalties).toEqual([])
  await tab.close()
})

test('whoever simulates or sends such a call gets an error, and the node continues', async () => {
  const { node, api, call } = await poisonedTab(withBuggyMethod(createFakeContractRuntime(), 'add'))

  const request = { from: 'main', address: formatContractAddress(contract), method: 'add', args: [1n] }
  const refused = { ok: false, error: { code: 'JUDGING_FAULT', message: expect.stringContaining(PLANTED) } }
  expect(await api.contractSimulate(request)).toMatchObject(refused)
  expect(await api.contractCall({ ...request, gasLimit: 1_000_000n })).toMatchObject(refused)
  expect(call.id).toBeDefined()
  await node.stop()
})

test('our own chain in the database was not sent by a stranger: there a failed assertion stops the node', async () => {
  const { build, extend, genesis: first } = createChainBuilder(genesis)
  const judge = await openJudge(genesis)
  const here = build(first)
  expect(await judge.block(here)).toBe('extended')
  const row = known(await judge.chain.store.body(here.header.id), 'body')
  judge.chain.store.body = async () => ({ ...row, undo: Uint8Array.of(1) })
  const heavier = extend(first, 2, { producer: other.address })
  await expect(importBlocks(judge.chain, heavier)).rejects.toThrow(BugError)
  expect(judge.chain.unjudged.blocks()).toEqual([])
  expect(judge.chain.tip.header.id).toBe(here.header.id)
})
