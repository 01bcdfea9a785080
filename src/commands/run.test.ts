import { describe, expect, test, vi } from 'vitest'
import type { ApiHandlers } from '#api/handlers.ts'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { formatAddress } from '#chain/address.ts'
import { BURN_TEXT } from '#chain/recipient.ts'
import { fail, ok } from '#lib/result.ts'
import { createRunner } from './run.ts'

function setUp(overrides: Partial<ApiHandlers> = {}) {
  const { handlers, asked } = createSampleHandlers(overrides)
  const effects = { openLink: vi.fn(), reload: vi.fn() }
  return { run: createRunner(createLocalApi(handlers), effects), effects, asked }
}

const ADDRESS = CALL_SAMPLES.addressNew.result.address
const ID = CALL_SAMPLES.tx.args.id

describe('results', () => {
  test('status has the fields of the interface, unknown ones as null', async () => {
    const { fault: _, ...healthy } = CALL_SAMPLES.status.result
    expect(await setUp({ status: async () => ok(healthy) }).run('status')).toEqual({
      ...healthy,
      fault: null,
    })
  })

  test('amounts are coins in text', async () => {
    const { run } = setUp()
    expect(await run('address list')).toEqual([
      { name: 'main', address: ADDRESS, balance: '12.5', pending: '-0.001', stake: '0' },
    ])
    expect(await run('mine once')).toMatchObject({ reward: '50', fees: '0.001', height: 42, files: [] })
  })

  test('a transaction has every field; what does not apply is null', async () => {
    const waiting = {
      id: ID,
      kind: 'transfer',
      status: 'pending' as const,
      from: ADDRESS,
      amount: 1n,
      feeOffered: 0n,
      nonce: 0,
      memo: '',
      detail: { note: 'x' },
      timestamp: 5,
    }
    const { run } = setUp({ tx: async () => ok(waiting) })
    expect(await run(`tx ${ID}`)).toEqual({
      ...waiting,
      amount: '0.000001',
      feeOffered: '0',
      feePaid: null,
      to: null,
      blockHeight: null,
      blockId: null,
      receipt: null,
      reason: null,
      undoMs: null,
    })
    expect(await setUp().run(`tx ${ID}`)).toMatchObject({
      undoMs: 720_000,
      receipt: {
        status: 'applied',
        fee: '0.001',
        gas: '210',
        code: '',
        events: [{ source: 'stake', name: 'staked', data: [ADDRESS, '1000000', '2'] }],
        changes: [{ value: '821a000f424001' }, { value: null }],
      },
    })
  })
})

describe('stakes and proofs', () => {
  test('amounts are coins in text, other big integers decimal text', async () => {
    const { run } = setUp()
    expect(await run('stakes')).toMatchObject({
      counted: '2',
      stakers: [{ staked: '2', counted: '1', unbonding: [{ amount: '0.5' }] }],
    })
    expect(await run('chain forks')).toMatchObject([{ totalWeight: (2n ** 70n).toString(), main: true }])
    const statement = { type: 'account', address: ADDRESS, balance: 1_500_000n, nonce: 2 } as const
    const { header } = CALL_SAMPLES.chainProof.result
    const account = setUp({ chainProof: async () => ok({ statement, header, proof: '00' }) })
    expect(await account.run('chain proof main')).toEqual({
      statement: { ...statement, balance: '1.5' },
      header,
      proof: '00',
    })
  })

  test('a proof that does not hold says why, and shows nothing', async () => {
    const { run } = setUp({ chainCheck: async () => ok({ holds: false, reason: 'it was damaged' }) })
    expect(await run('chain check 00 00')).toEqual({
      holds: false,
      statement: null,
      reason: 'it was damaged',
    })
  })

  test('an authority may be one of your own names', async () => {
    const { run, asked } = setUp()
    await run('authority remove main')
    expect(asked.at(-1)).toEqual({ name: 'authorityChange', args: { action: 'remove', address: ADDRESS } })
  })
})

describe('addresses', () => {
  test('a name of one of your own stands for its address', async () => {
    const { run, asked } = setUp()
    await run('send main 1 main')
    expect(asked.at(-1)).toMatchObject({ name: 'send', args: { to: ADDRESS } })
    await run('history main')
    expect(asked.at(-1)).toMatchObject({ name: 'history', args: { address: ADDRESS } })
  })

  test('burn is where nobody can spend coins, unless one of your own has the name', async () => {
    const { run, asked } = setUp()
    await run('send main 1 burn')
    expect(asked.at(-1)).toMatchObject({ name: 'send', args: { to: BURN_TEXT } })
    const own = CALL_SAMPLES.addressList.result.map(each => ({ ...each, name: 'Burn' }))
    const named = setUp({ addressList: async () => ok(own) })
    await named.run('send main 1 burn')
    expect(named.asked.at(-1)).toMatchObject({ name: 'send', args: { to: ADDRESS } })
    await expect(run('history burn')).rejects.toMatchObject({ code: 'ADDRESS_BAD' })
  })

  test('neither an address nor a name: the message names the argument', async () => {
    const { run } = setUp()
    const typo = `${ADDRESS.slice(0, -1)}${ADDRESS.endsWith('q') ? 'p' : 'q'}`
    await expect(run(`send main 1 ${typo}`)).rejects.toMatchObject({
      code: 'ADDRESS_BAD',
      message: expect.stringMatching(/^to: .*checksum/),
    })
    await expect(run('history nobody')).rejects.toMatchObject({
      code: 'ADDRESS_BAD',
      message: expect.stringMatching(/^address: .*"nobody"/),
    })
  })
})

describe('effects', () => {
  test('an invite of another network is opened after the node checked it, one of this network is not', async () => {
    const other = setUp()
    const result = await other.run('join https://example.org/?network=x')
    expect(result).toEqual(CALL_SAMPLES.join.result)
    expect(other.effects.openLink).toHaveBeenCalledExactlyOnceWith(CALL_SAMPLES.join.result.link)

    const same = setUp({ join: async () => ok({ ...CALL_SAMPLES.join.result, sameNetwork: true }) })
    await same.run('join https://example.org/?network=x')
    expect(same.effects.openLink).not.toHaveBeenCalled()

    const broken = setUp({ join: async () => fail('INVITE_TRUNCATED', 'link: a part is missing') })
    await expect(broken.run('join x')).rejects.toMatchObject({ code: 'INVITE_TRUNCATED' })
    expect(broken.effects.openLink).not.toHaveBeenCalled()
  })

  test('the page reloads after a reset, not after one that failed', async () => {
    const done = setUp()
    expect(await done.run('reset')).toEqual({ reset: true })
    expect(done.effects.reload).toHaveBeenCalledOnce()
    expect(done.asked).toEqual([{ name: 'reset', args: {} }])

    const failed = setUp({ reset: async () => fail('STORAGE_BLOCKED', 'reset: close the other tab') })
    await expect(failed.run('reset')).rejects.toMatchObject({ code: 'STORAGE_BLOCKED' })
    expect(failed.effects.reload).not.toHaveBeenCalled()
  })
})

describe('search', () => {
  const nothing = {
    tx: async () => fail('TX_UNKNOWN', 'id: none'),
    block: async () => fail('BLOCK_UNKNOWN', 'at: none'),
  }

  test('finds blocks, transactions, addresses and peers', async () => {
    const { run } = setUp()
    const block = { type: 'block', id: CALL_SAMPLES.block.result.id, height: 42 }
    expect(await run('search 42')).toEqual([block])
    expect(await run(`search ${ID}`)).toEqual([block, { type: 'transaction', id: ID, status: 'confirmed' }])
    expect(await run('search MAIN')).toEqual([{ type: 'address', address: ADDRESS, name: 'main' }])
    const peerId = CALL_SAMPLES.peerBan.args.peerId
    expect(await run(`search ${peerId}`)).toEqual([{ type: 'peer', peerId }])

    const foreign = formatAddress(new Uint8Array(32).fill(7))
    expect(await run(`search ${foreign.toUpperCase()}`)).toEqual([
      { type: 'address', address: foreign, name: null },
    ])
  })

  test('finding nothing is an empty list, a fault is not', async () => {
    const { run } = setUp(nothing)
    expect(await run('search 42')).toEqual([])
    expect(await run(`search ${ID}`)).toEqual([])
    expect(await run('search nonsense')).toEqual([])
    const faulty = setUp({ ...nothing, block: async () => fail('STORAGE_TIMEOUT', 'storage: no answer') })
    await expect(faulty.run('search 42')).rejects.toMatchObject({ code: 'STORAGE_TIMEOUT' })
  })
})

describe('running', () => {
  test('a line that is not understood rejects with a code, and nothing is asked', async () => {
    const { run, asked } = setUp()
    await expect(run('stauts')).rejects.toMatchObject({ code: 'COMMAND_UNKNOWN', name: 'CommandError' })
    await expect(run('send main')).rejects.toMatchObject({ code: 'ARGUMENT_MISSING' })
    expect(asked).toEqual([])
  })

  test('a long command can be stopped', async () => {
    const controller = new AbortController()
    const { run } = setUp({
      mineOnce: (_args, signal) =>
        new Promise(() => {
          queueMicrotask(() => controller.abort())
          signal.throwIfAborted()
        }),
    })
    await expect(run('mine once', {}, controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('help lists all, lists a group, and explains one', async () => {
    const { run } = setUp()
    expect(await run('help')).toContainEqual({ usage: 'status', summary: expect.any(String) })
    expect(await run('help mine')).toHaveLength(3)
    expect(await run('help send')).toMatchObject({
      usage: 'send <from> <amount> <to> [--fee coins] [--memo text] [--nonce n]',
      arguments: [{ name: 'from', required: true }, { name: 'amount' }, { name: 'to' }],
      options: [{ name: 'fee', usage: '--fee coins' }, { name: 'memo' }, { name: 'nonce' }],
    })
    await expect(run('help sned')).rejects.toMatchObject({
      code: 'COMMAND_UNKNOWN',
      message: expect.stringContaining('"send"'),
    })
  })
})
