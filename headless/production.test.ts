import { describe, expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createLog } from './log/log.ts'
import type { LogEntry } from './log/log-line.ts'
import type { Production } from './options.ts'
import { createProducer } from './production.ts'

const OWN = { name: 'main', address: 'tab1own', balance: '100', pending: '0', stake: '0' }

/** The page's answers; a test replaces some. */
function page(consensus: string) {
  return {
    status: { network: { name: 'Club', consensus } },
    'address list': [OWN],
    mempool: { txs: [] as unknown[] },
    'authority list': { admin: 'tab1admin', authorities: ['tab1other'] },
    started: { waiting: null },
  }
}

function setUp(production: Production | undefined, answers: ReturnType<typeof page>) {
  const clock = createFakeClock()
  const entries: LogEntry[] = []
  const changes: string[] = []
  const run = async (line: string): Promise<Result<unknown, Failure>> => {
    if (line in answers) return ok(answers[line as keyof typeof answers])
    changes.push(line)
    return line.startsWith('mine start') ? ok(answers.started) : ok({ txId: 'ab' })
  }
  const producer = createProducer(production, {
    run,
    clock,
    log: createLog({ clock, least: 'info', write: entry => entries.push(entry) }),
  })
  return { clock, changes, producer, types: () => entries.map(({ type }) => type), run }
}

test('without a production option the page is left as it was', async () => {
  const { producer, changes } = setUp(undefined, page('pow'))
  await producer.apply()
  expect(changes).toEqual([])
})

test('mining continues when nothing waits, and starts again after every start', async () => {
  const { producer, changes } = setUp({ type: 'mine', threads: 2 }, page('pow'))
  await producer.apply()
  await producer.apply()
  expect(changes).toEqual(['mine start --keep --threads 2', 'mine start --keep --threads 2'])
})

test('in a network of another consensus it only logs a warning', async () => {
  const { producer, changes, types } = setUp({ type: 'mine', threads: undefined }, page('poa'))
  await producer.apply()
  expect(changes).toEqual([])
  expect(types()).toEqual(['wrong-consensus'])
})

describe('stake', () => {
  const wish: Production = { type: 'stake', amount: 60_000_000n as Amount, from: undefined }

  test('the missing stake is staked, and not again while it waits for a block', async () => {
    const answers = page('pos')
    const { producer, changes } = setUp(wish, answers)
    answers['address list'] = [{ ...OWN, stake: '20' }]
    await producer.apply()
    expect(changes).toEqual(['stake tab1own 40', 'mine start'])

    answers.mempool = { txs: [{ kind: 'stake', from: OWN.address, amount: '40' }] }
    await producer.apply()
    expect(changes.slice(2)).toEqual(['mine start'])
    producer.stop()
  })

  test('a stake that left the pool without being in a block is staked again', async () => {
    const answers = page('pos')
    const { producer, changes, clock } = setUp(wish, answers)
    answers.mempool = { txs: [{ kind: 'stake', from: OWN.address, amount: '60' }] }
    await producer.apply()
    expect(changes).toEqual(['mine start'])
    answers.mempool = { txs: [] }
    await clock.advance(30_000)
    expect(changes).toEqual(['mine start', 'stake tab1own 60', 'mine start'])

    answers['address list'] = [{ ...OWN, stake: '60' }]
    await clock.advance(30_000)
    expect(clock.pending()).toBe(0)
  })

  test('stakes of others do not count', async () => {
    const answers = page('pos')
    const { producer, changes } = setUp(wish, answers)
    answers.mempool = {
      txs: [
        { kind: 'stake', from: 'tab1other', amount: '60' },
        { kind: 'transfer', from: OWN.address, amount: '60' },
      ],
    }
    await producer.apply()
    expect(changes).toEqual(['stake tab1own 60', 'mine start'])
    producer.stop()
  })

  test('coins that are not there yet are waited for', async () => {
    const answers = page('pos')
    const { producer, changes, types, clock } = setUp(wish, answers)
    answers['address list'] = [{ ...OWN, balance: '60' }]
    await producer.apply()
    expect(changes).toEqual(['mine start'])
    expect(types()).toContain('stake-waits-for-coins')

    answers['address list'] = [{ ...OWN, balance: '60.1' }]
    await clock.advance(30_000)
    expect(changes).toEqual(['mine start', 'stake tab1own 60', 'mine start'])
    producer.stop()
  })

  test('only the address that was named pays', async () => {
    const answers = page('pos')
    const { producer, changes, clock } = setUp({ ...wish, from: 'spare' }, answers)
    answers['address list'] = [OWN, { ...OWN, name: 'spare', address: 'tab1spare', balance: '1' }]
    await producer.apply()
    expect(changes).toEqual(['mine start'])
    answers['address list'] = [OWN, { ...OWN, name: 'spare', address: 'tab1spare', balance: '70' }]
    await clock.advance(30_000)
    expect(changes).toContain('stake tab1spare 60')
    producer.stop()
  })
})

test('an authority takes its turns; an address that is not one is reported, and takes them once it is', async () => {
  const answers = page('poa')
  const { producer, changes, types } = setUp({ type: 'authority' }, answers)
  await producer.apply()
  expect(types()).toEqual(['not-an-authority', 'producing'])
  answers['authority list'].authorities.push(OWN.address)
  await producer.apply()
  expect(types().slice(2)).toEqual(['producing'])
  expect(changes).toEqual(['mine start', 'mine start'])
})

test('a command that fails is an error in the log', async () => {
  const clock = createFakeClock()
  const entries: LogEntry[] = []
  const log = createLog({ clock, least: 'info', write: entry => entries.push(entry) })
  const run = async () => fail('PAGE_GONE', 'the page ended')
  await createProducer({ type: 'authority' }, { run, clock, log }).apply()
  expect(entries).toMatchObject([
    { level: 'error', type: 'producing-failed', data: { message: 'status: the page ended' } },
  ])
})
