import { found } from '../../support/founding.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked, type Tab } from '../../support/tab.ts'

interface Sent {
  readonly txId: string
}

/**
 * All three pay each other, reload, and have one chain again; `next` makes one more block where none is made
 * by itself.
 */
async function payAndReload(
  tabs: readonly [Tab, Tab, Tab],
  next: () => Promise<unknown> = async () => {},
): Promise<void> {
  const [alice, bob, carol] = tabs
  const addresses = await Promise.all(tabs.map(async tab => (await tab.address()).address))
  const payments: Sent[] = [
    await alice.run<Sent>(`send main 3 ${addresses[1]}`),
    await bob.run<Sent>(`send main 1 ${addresses[2]}`),
    await carol.run<Sent>(`send main 1 ${addresses[0]}`),
  ]
  for (const { txId } of payments) await confirmed(tabs, txId)

  const { height } = await bob.status()
  await bob.page.reload()
  await bob.ready()
  await linked(tabs, 2)
  await next()
  expect(await converged(tabs)).toBeGreaterThanOrEqual(height)
  for (const { txId } of payments) await confirmed(tabs, txId)
  for (const tab of tabs) expect(tab.errors).toEqual([])
}

test('proof of work: three tabs found, mine, pay, reload', async ({ newTab }) => {
  const alice = await newTab()
  const link = await found(alice, {
    name: 'Open',
    symbol: 'OPN',
    consensus: 'pow',
    spacingMs: 1000,
    minHashes: '65536',
    // Otherwise three miners keep every core busy, and at first make hundreds of blocks a second.
    emptyBlocks: false,
    premine: '100',
  })
  const bob = await newTab({ link })
  const carol = await newTab({ link })
  const tabs = [alice, bob, carol] as const
  await linked(tabs, 2)
  await bob.run('mine once')
  await converged(tabs)
  await carol.run('mine once')
  await converged(tabs)
  for (const tab of tabs) await tab.run('mine start')
  // Two may have found the last block at once; the next one decides.
  await payAndReload(tabs, () => bob.run('mine once'))
})

test('proof of stake: two more tabs stake, all three win slots, pay, reload', async ({ newTab }) => {
  const alice = await newTab()
  const link = await found(alice, {
    name: 'Fair',
    symbol: 'FAIR',
    consensus: 'pos',
    spacingMs: 1000,
    futureMs: 1000,
    epochSlots: 6,
    minStake: '100',
    stake: '1000',
    premine: '10000',
  })
  const bob = await newTab({ link })
  const carol = await newTab({ link })
  const tabs = [alice, bob, carol] as const
  await linked(tabs, 2)

  for (const tab of [bob, carol]) {
    const { txId } = await alice.run<Sent>(`send main 1500 ${(await tab.address()).address}`)
    await confirmed(tabs, txId)
    const staked = await tab.run<Sent>('stake main 1000')
    await confirmed(tabs, staked.txId)
  }
  expect((await carol.run<{ stakers: unknown[] }>('stakes')).stakers).toHaveLength(3)

  // each has a third once its stake counts, two epochs later
  const producers = new Set<string>()
  await expect(async () => {
    const blocks = await alice.run<{ producer: string }[]>('blocks --limit 5')
    for (const { producer } of blocks) producers.add(producer)
    expect(producers.size).toBe(3)
  }).toPass()
  await payAndReload(tabs)

  const { txId } = await bob.run<Sent>('unstake main 400')
  await confirmed(tabs, txId)
  await expect.poll(async () => Number((await bob.address()).balance)).toBeGreaterThan(850)
})

test('proof of authority: the admin adds two, one leaves, the others continue', async ({ newTab }) => {
  const alice = await newTab()
  const link = await found(alice, {
    name: 'Class',
    symbol: 'CLS',
    consensus: 'poa',
    spacingMs: 1000,
    timeoutMs: 3000,
    futureMs: 2000,
    premine: '1000',
  })
  const bob = await newTab({ link })
  const carol = await newTab({ link })
  const tabs = [alice, bob, carol] as const
  await linked(tabs, 2)

  for (const tab of [bob, carol]) {
    const { address } = await tab.address()
    const paid = await alice.run<Sent>(`send main 10 ${address}`)
    const added = await alice.run<Sent>(`authority add ${address}`)
    await confirmed(tabs, paid.txId)
    await confirmed(tabs, added.txId)
  }
  const { authorities } = await carol.run<{ authorities: string[] }>('authority list')
  expect(authorities).toHaveLength(3)
  expect(await bob.failure(`authority remove ${authorities[0]}`)).toMatchObject({
    code: 'AUTHORITY_NOT_ADMIN',
  })
  await payAndReload(tabs)

  // Carol's tab closes: the others take her turns after the timeout.
  await carol.close()
  const { height } = await alice.status()
  await expect.poll(async () => (await alice.status()).height).toBeGreaterThanOrEqual(height + 6)
  await converged([alice, bob])
})
