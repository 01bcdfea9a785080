import { found } from '../support/founding.ts'
import { expect, test } from '../support/journey.ts'
import { confirmed, converged, linked } from '../support/tab.ts'

interface Sent {
  readonly txId: string
}

const FAULTY = `
export default class Faulty extends Contract {
  loop() { for (;;) {} }
  refuse() { ctx.assert(false, 'not today') }
}`

test('three tabs vote in a poll, failures are told, and a tab that comes later has the same receipts', async ({
  newTab,
}) => {
  const alice = await newTab()
  const link = await found(alice, {
    name: 'Polls',
    symbol: 'POL',
    consensus: 'poa',
    spacingMs: 1000,
    timeoutMs: 3000,
    futureMs: 2000,
    blockGas: '1000000000',
    premine: '1000',
  })
  const bob = await newTab({ link })
  const carol = await newTab({ link })
  const tabs = [alice, bob, carol]
  await linked(tabs, 2)
  for (const tab of [bob, carol]) {
    const { txId } = await alice.run<Sent>(`send main 10 ${(await tab.address()).address}`)
    await confirmed(tabs, txId)
  }

  const poll = await alice.run<Sent & { address: string }>('contract deploy main --template poll', {
    args: ['Where to?', ['sea', 'hills']],
  })
  await confirmed(tabs, poll.txId)
  const votes = [
    await alice.run<Sent>(`contract call main ${poll.address} vote 0`),
    await bob.run<Sent>(`contract call main ${poll.address} vote 1`),
    await carol.run<Sent>(`contract call main ${poll.address} vote 1`),
  ]
  for (const { txId } of votes) await confirmed(tabs, txId)
  await converged(tabs)
  const results = await Promise.all(
    tabs.map(tab => tab.run<{ value: unknown }>(`contract view ${poll.address} results`)),
  )
  expect(new Set(results.map(({ value }) => JSON.stringify(value))).size).toBe(1)
  expect(JSON.stringify(results[0]?.value)).toMatch(/1.*2/)

  // One vote each: refused before it is sent. A call that fails in its block says why, and pays for what it used.
  expect((await bob.failure(`contract call main ${poll.address} vote 0`)).message).toMatch(/vote/i)
  const faulty = await alice.run<Sent & { address: string }>('contract deploy main', { source: FAULTY })
  await confirmed(tabs, faulty.txId)
  expect(await bob.failure(`contract call main ${faulty.address} refuse`)).toMatchObject({
    code: 'CODE_THREW',
    message: expect.stringContaining('not today'),
  })
  expect(await bob.failure(`contract call main ${faulty.address} loop`)).toMatchObject({ code: 'OUT_OF_GAS' })

  const late = await newTab({ link })
  await linked([late], 1)
  await converged([...tabs, late])
  for (const { txId } of [poll, ...votes, faulty]) {
    const [here, there] = [
      await alice.run<{ receipt: unknown }>(`tx ${txId}`),
      await late.run<{ receipt: unknown }>(`tx ${txId}`),
    ]
    expect(there.receipt).toEqual(here.receipt)
  }
  for (const tab of [...tabs, late]) expect(tab.errors).toEqual([])
})
