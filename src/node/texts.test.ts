import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeApi } from '#api/calls.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { COIN } from '#chain/amount.ts'
import { readQuickJs } from '#contracts/read-quickjs.suite.ts'
import { createContractRuntime } from '#contracts/runtime.ts'
import type { Result } from '#lib/result.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { BROKEN_TEXTS, ODD_TEXTS } from '#testing/odd-texts.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { apiOf } from '#testing/single-tab.ts'
import { TestTab } from '#testing/test-tab.ts'
import { textLeaves, withLeaf } from '#testing/text-leaves.ts'

/**
 * Texts of every class in every field of a person, a script or a contract: a text in a block is read, proven
 * and shown unchanged by every tab; an invalid text is refused with the name of its field.
 */

const SOURCE = `
export default class Echo extends Contract {
  static view = ['last']

  say(text) {
    this.state.last = text
    this.map('said').set(text, { ['x' + text]: [text] })
    ctx.emit('said', text, [text])
    return text
  }

  last() {
    return this.state.last
  }

  fail(text) {
    throw new Error(text)
  }
}`
const MARKED = '\ufeff'
const CID = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'

const [me, other] = [testAccount(1), testAccount(2)]
let clock: FakeClock
let hub: MemoryHub
let mine: TestTab
let theirs: TestTab
let api: NodeApi
let echo: string

const taken = <T>(result: Result<T, { message: string }>): T => {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Puts all pending transactions into blocks, which the other tab imports too. */
async function confirm(): Promise<void> {
  while (mine.node.mempool.size > 0) {
    const { height } = mine.node.chain.tip.header
    const made = mine.node.producer.once(new AbortController().signal)
    while (mine.node.chain.tip.header.height === height) await clock.advance(5_000)
    await made
  }
  for (let i = 0; i < 20 && theirs.node.chain.tip.header.height < mine.node.chain.tip.header.height; i++) {
    await clock.advance(5_000)
  }
  expect(theirs.node.chain.tip.header).toEqual(mine.node.chain.tip.header)
  expect(theirs.node.chain.state.root()).toBe(mine.node.chain.state.root())
  expect(hub.penalties).toEqual([])
}

beforeAll(async () => {
  clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('texts')
  hub = new MemoryHub({ clock, random })
  const genesis = testNetwork({}, [me, other])
  const module = await readQuickJs()
  const tab = (number: number) =>
    new TestTab(number, { genesis, hub, clock, random, contracts: createContractRuntime(module) })
  mine = tab(1)
  theirs = tab(2)
  for (const each of [mine, theirs]) {
    await each.open()
    each.node.producer.choose({ on: false, keepMining: false })
  }
  api = apiOf(mine.node, clock)
  // A source that begins with the mark is a contract like any other.
  echo = taken(await api.contractDeploy({ from: 'main', source: MARKED + SOURCE })).address
  await confirm()
})

test('a contract whose source begins with the mark is shown with it', async () => {
  for (const each of [mine, theirs]) {
    const shown = await apiOf(each.node, clock).contractShow({ address: echo })
    expect(shown).toMatchObject({ ok: true, value: { name: 'Echo', code: MARKED + SOURCE } })
  }
})

test('memos and notes are confirmed, and read by every tab as they were written', async () => {
  const written: [string, string, string][] = []
  for (const text of Object.values(ODD_TEXTS)) {
    const payment = await api.send({ from: 'main', to: other.text, amount: COIN, memo: text })
    const record = await api.fileRecord({ from: 'main', cid: CID, name: 'a.txt', sizeBytes: 1, note: text })
    written.push([taken(payment).txId, taken(record).txId, text])
  }
  await confirm()
  for (const each of [mine, theirs]) {
    const reader = apiOf(each.node, clock)
    for (const [payment, record, text] of written) {
      expect(await reader.tx({ id: payment })).toMatchObject({ value: { status: 'confirmed', memo: text } })
      expect(await reader.tx({ id: record })).toMatchObject({ value: { detail: { note: text } } })
    }
  }
  expect(await api.chainVerify({})).toMatchObject({ ok: true })
})

describe('a contract', () => {
  test('stores, emits and returns them; each of its events can be proven', async () => {
    const sent: [string, string][] = []
    for (const text of Object.values(ODD_TEXTS)) {
      const call = { from: 'main', address: echo, method: 'say', args: [text] }
      sent.push([taken(await api.contractCall(call)).txId, text])
    }
    await confirm()

    for (const each of [mine, theirs]) {
      const reader = apiOf(each.node, clock)
      const { entries } = taken(await reader.contractMap({ address: echo, map: 'said' }))
      expect(entries).toEqual(sent.map(([, text]) => ({ key: text, value: { [`x${text}`]: [text] } })))
    }
    for (const [txId, text] of sent) {
      const { statement, proof, header } = taken(await api.chainProof({ of: txId, event: 0 }))
      expect(statement).toMatchObject({ type: 'event', name: 'said', data: [text, JSON.stringify([text])] })
      const checked = await apiOf(theirs.node, clock).chainCheck({ proof, header: header.id })
      expect(checked).toEqual({ ok: true, value: { holds: true, statement } })
    }
  })

  test('keeps, shows and traces one that begins with the mark', async () => {
    const call = { from: 'main', address: echo, method: 'say', args: [`${MARKED}text`] }
    const { txId } = taken(await api.contractCall(call))
    await confirm()
    const reader = apiOf(theirs.node, clock)
    const value = `${MARKED}text`
    expect(await reader.contractView({ address: echo, method: 'last' })).toMatchObject({ value: { value } })
    expect(await reader.contractShow({ address: echo })).toMatchObject({ value: { state: { last: value } } })
    expect(await api.contractTrace({ txId })).toMatchObject({
      value: { ok: true, value, after: { last: value } },
    })
  })

  test('fails with them as its message', async () => {
    const sent: [string, string][] = []
    for (const text of Object.values(ODD_TEXTS)) {
      const call = { from: 'main', address: echo, method: 'fail', args: [text], gasLimit: 20_000_000n }
      sent.push([taken(await api.contractCall(call)).txId, text])
    }
    await confirm()
    for (const [id, text] of sent) {
      const confirmed = await apiOf(theirs.node, clock).tx({ id })
      expect(confirmed).toMatchObject({ value: { receipt: { message: expect.stringContaining(text) } } })
    }
  })
})

test('a restarted tab has the same chain', async () => {
  const { header } = theirs.node.chain.tip
  await theirs.close()
  await theirs.open()
  theirs.node.producer.choose({ on: false, keepMining: false })
  expect(theirs.node.chain.tip.header).toEqual(header)
})

test('drafts can be opened again and simulated', async () => {
  for (const text of Object.values(ODD_TEXTS)) {
    const draft = { name: `d${text}`, source: `${text}${SOURCE}` }
    const { id } = taken(await api.draftSave(draft))
    const kept = taken(await api.draftList({})).find(each => each.id === id)
    expect(kept).toMatchObject({ name: draft.name.trim(), source: draft.source })
    const tried = await api.contractRehearse({
      from: 'main',
      source: draft.source,
      steps: [{ method: 'last' }],
    })
    if (!tried.ok) expect(tried.error.message).toMatch(/^source: /)
    await api.draftDelete({ id })
  }
  const source = MARKED + SOURCE
  expect(await api.contractRehearse({ from: 'main', source, steps: [{ method: 'last' }] })).toMatchObject({
    value: { deployment: { ok: true } },
  })
})

/** Calls with this network's addresses, because those of the samples do not exist. */
const CALLS: readonly (readonly [keyof typeof CALL_SAMPLES, () => object])[] = [
  ['send', () => ({ from: 'main', to: other.text, amount: COIN, memo: 'memo' })],
  [
    'fileRecord',
    () => ({ from: 'main', cid: CID, name: 'a.txt', sizeBytes: 1, mediaType: 'text/plain', note: 'n' }),
  ],
  ['contractDeploy', () => ({ from: 'main', source: SOURCE, args: ['first'] })],
  [
    'contractCall',
    () => ({ from: 'main', address: echo, method: 'say', args: ['text', { deep: ['text'] }] }),
  ],
  ['contractView', () => ({ address: echo, method: 'last', args: ['text'], from: 'main' })],
  ['contractSimulate', () => ({ from: 'main', address: echo, method: 'say', args: ['text'] })],
  [
    'contractRehearse',
    () => ({
      from: 'main',
      source: SOURCE,
      args: ['a'],
      steps: [{ from: 'main', method: 'say', args: ['text'] }],
    }),
  ],
  ['contractMap', () => ({ address: echo, map: 'said' })],
  ['contractEvents', () => ({ address: echo, event: 'said', indexed: ['text'] })],
  [
    'networkCreate',
    () => ({ name: 'Our class', symbol: 'OUR', preset: 'classroom', authorities: [other.text] }),
  ],
]

const samples = Object.entries(CALL_SAMPLES)
  // They need a password, which takes long, or files or links by hand, which this node does not have.
  .filter(
    ([name, { args }]) => !/^(?:wallet|file(?!Record)|folder|link)/.test(name) && textLeaves(args).length > 0,
  )
  .map(([name, { args }]) => [name, () => args] as const)

test.each([...CALLS, ...samples])(
  '%s: any text in a field is accepted, or refused with the name of the field',
  async (name, args) => {
    const call = api[name as 'send'] as (
      args: object,
    ) => Promise<Result<unknown, { code: string; message: string }>>
    const plain = args()
    const isTaken = !samples.some(([, sample]) => sample === args) && (await call(plain)).ok
    // The name of an own address is not stored or sent.
    for (const { path } of textLeaves(plain).filter(leaf => leaf.path.at(-1) !== 'from')) {
      for (const text of [...Object.values(ODD_TEXTS), ...Object.values(BROKEN_TEXTS)]) {
        const done = await call(withLeaf(plain, path, text))
        if (done.ok) continue
        expect(done.error.code, JSON.stringify([path, text])).not.toMatch(/^(?:BUG|INTERNAL)$/)
        if (isTaken) expect(done.error.message, JSON.stringify([path, text])).toContain(String(path[0]))
      }
    }
    await confirm()
  },
)
