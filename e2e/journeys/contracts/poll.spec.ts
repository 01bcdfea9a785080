import type { Page } from 'playwright/test'
import { ContractPage } from '../../pages/contracts-page.ts'
import { StudioPage } from '../../pages/studio-page.ts'
import { found } from '../../support/founding.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked, type Tab } from '../../support/tab.ts'

interface Sent {
  readonly txId: string
}

const FAULTY = `
export default class Faulty extends Contract {
  loop() { for (;;) {} }
  refuse() { ctx.assert(false, 'not today') }
}`

/** Deploys a poll from the template in the studio, with its arguments and one click. */
async function deployedPoll(tab: Tab): Promise<Sent & { address: string }> {
  const studio = new StudioPage(tab.page)
  await studio.open()
  await studio.begin('Poll')
  await studio.show('Deploy')
  await studio.fill('Review deployment init', { question: 'Where to?', options: '["sea", "hills"]' })
  await studio.confirm.getByRole('button', { name: 'Deploy now' }).click()
  await studio.deployed.waitFor()
  const [contract] = await tab.run<{ address: string }[]>('contract list')
  const address = contract?.address ?? ''
  const [deployment] = await tab.run<{ id: string }[]>(`history ${address}`)
  return { txId: deployment?.id ?? '', address }
}

async function openContract(page: Page, address: string): Promise<ContractPage> {
  await page.evaluate(to => {
    location.hash = `#/contracts/${to}`
  }, address)
  const contract = new ContractPage(page)
  await contract.head.waitFor()
  return contract
}

test('three tabs vote in a poll from the studio, failures are shown, and a tab that joins later has the same receipts', async ({
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

  const poll = await deployedPoll(alice)
  await confirmed(tabs, poll.txId)
  const pages: ContractPage[] = []
  for (const { page } of tabs) pages.push(await openContract(page, poll.address))
  for (const [voter, option] of ['0', '1', '1'].entries()) {
    const page = pages[voter] as ContractPage
    await page.plan('vote', { option })
    await page.send()
    await expect(page.progress('Done')).toBeVisible()
  }
  await converged(tabs)
  for (const page of pages) {
    await expect(await page.read('results')).toContainText(/sea.*1.*hills.*2/)
  }
  const results = await Promise.all(
    tabs.map(tab => tab.run<{ value: unknown }>(`contract view ${poll.address} results`)),
  )
  expect(new Set(results.map(({ value }) => JSON.stringify(value))).size).toBe(1)

  // A second vote would fail, which is shown before the call is sent. If it is sent anyway, the reason for
  // the failure is shown, and the used gas is paid.
  const [, bobs] = pages as [ContractPage, ContractPage]
  await bobs.plan('vote', { option: '0' })
  await expect(bobs.dialog).toContainText(/This call would fail.*you have voted already/)
  await bobs.send('Send it anyway')
  await expect(bobs.progress('The call failed')).toContainText('you have voted already')

  const faulty = await alice.run<Sent & { address: string }>('contract deploy main', { source: FAULTY })
  await confirmed(tabs, faulty.txId)
  const broken = await openContract(bob.page, faulty.address)
  await broken.plan('loop', {})
  await expect(broken.dialog).toContainText(/This call would fail.*out of gas/i)
  await broken.send('Send it anyway')
  await expect(broken.progress('The call failed')).toContainText(/out of gas/i)
  expect(await bob.failure(`contract call main ${faulty.address} refuse`)).toMatchObject({
    code: 'CODE_THREW',
    message: expect.stringContaining('not today'),
  })

  const late = await newTab({ link })
  await linked([late], 1)
  await converged([...tabs, late])
  const calls = await Promise.all(
    [poll, faulty].map(({ address }) => alice.run<{ id: string; receipt: unknown }[]>(`history ${address}`)),
  )
  // deployed, three votes, one too many; deployed, out of gas
  expect(calls.map(({ length }) => length)).toEqual([5, 2])
  for (const { id: txId } of calls.flat()) {
    const [here, there] = [
      await alice.run<{ receipt: unknown }>(`tx ${txId}`),
      await late.run<{ receipt: unknown }>(`tx ${txId}`),
    ]
    expect(there.receipt).toEqual(here.receipt)
  }
  for (const tab of [...tabs, late]) expect(tab.errors).toEqual([])
})
