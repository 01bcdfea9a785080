import { chromium } from 'playwright/test'
import { browserLaunchOptions } from '../../../scripts/browser.mjs'
import { BootPage } from '../../pages/boot-page.ts'
import { InvitePage } from '../../pages/invite-page.ts'
import { WalletPage } from '../../pages/wallet-page.ts'
import { expect, test } from '../../support/journey.ts'
import { linked } from '../../support/tab.ts'
import { networkLink, testNetwork } from '../../support/test-network.ts'

test('the send form reports errors field by field', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(1)
  const { address } = await tab.address()
  const typo = `${address.slice(0, -1)}${address.endsWith('q') ? 'p' : 'q'}`
  const wallet = new WalletPage(tab.page)
  await wallet.open('send')

  const cases = [
    { to: typo, amount: '1', problem: /checksum/ },
    { to: address, amount: '1.1234567', problem: /7 decimals/ },
    { to: address, amount: '0', problem: /0|zero/ },
    { to: address, amount: '-1', problem: /sign/ },
    { to: address, amount: '51', problem: /50/ },
  ]
  for (const { to, amount, problem } of cases) {
    await wallet.fill({ to, amount })
    await wallet.amount.blur()
    await expect(wallet.form).toContainText(problem)
    await expect(wallet.review).toBeDisabled()
  }
  await wallet.fill({ to: address, amount: '1' })
  await expect(wallet.review).toBeEnabled()
})

test('commands name the argument and the remedy', async ({ newTab, link }) => {
  const tab = await newTab()
  await tab.mine(1)
  const { address } = await tab.address()
  const cases: [string, string, RegExp][] = [
    [`send main 1 ${address.slice(0, -1)}${address.endsWith('x') ? 'y' : 'x'}`, 'ADDRESS_BAD', /checksum/],
    [`send main 1.1234567 ${address}`, 'AMOUNT_BAD', /7 decimals/],
    [`send main 0 ${address}`, 'AMOUNT_ZERO', /amount/],
    [`send main -1 ${address}`, 'AMOUNT_BAD', /amount/],
    [`send main 51 ${address}`, 'BALANCE_TOO_LOW', /main has 50/],
    [`send nobody 1 ${address}`, 'NAME_UNKNOWN', /main/],
    ['send main 1', 'ARGUMENT_MISSING', /to/],
    ['sned main 1', 'COMMAND_UNKNOWN', /send/],
    ['block 99', 'BLOCK_UNKNOWN', /99/],
    ['tx 12', 'VALUE_BAD', /64/],
    [`join ${link.slice(0, -9)}`, 'INVITE_TRUNCATED', /link/],
    ['join https://example.org/', 'INVITE_MALFORMED', /link/],
    ['peer connect abc', 'PEER_ID_BAD', /peer/],
  ]
  for (const [line, code, problem] of cases) {
    const failure = await tab.failure(line)
    expect(failure.code, `${line}: ${failure.message}`).toBe(code)
    expect(failure.message).toMatch(problem)
  }
})

test('an invite that is cut off is refused, on the page and in the address', async ({
  newTab,
  link,
  server,
  page,
}) => {
  const tab = await newTab()
  const invite = new InvitePage(tab.page)
  await invite.open()
  await invite.tryLink(link.slice(0, -9))
  await expect(tab.page.getByRole('region', { name: 'Join with a link or a code' })).toContainText(
    /cut off|truncated|incomplete|whole/i,
  )

  await page.goto(link.slice(0, -9))
  const boot = new BootPage(page)
  await expect(boot.notice).toBeVisible()
  await page.goto(server.url)
  await expect(boot.notice).toBeHidden()
})

test('tabs of two networks do not mix', async ({ newTab, server, link }) => {
  const here = await newTab()
  const other = networkLink(server.url, testNetwork('elsewhere'))
  const there = await newTab({ link: other })
  const second = await newTab({ link })
  await linked([here, second], 1)
  expect((await there.status()).network.id).not.toBe((await here.status()).network.id)
  const failure = await here.failure(`peer connect ${(await there.status()).peerId}`)
  expect(['PEER_UNAVAILABLE', 'PEER_REFUSED', 'MEMBERS_SILENT']).toContain(failure.code)
  // By now both have met all peers in reach, and refused each other.
  expect((await there.status()).peers).toBe(0)
  expect((await here.status()).peers).toBe(1)
})

test('a browser without WebRTC or IndexedDB shows what it lacks', async ({ browser, link }) => {
  for (const [name, words] of [
    ['RTCPeerConnection', /WebRTC/],
    ['indexedDB', /IndexedDB|database/i],
  ] as const) {
    const context = await browser.newContext()
    await context.addInitScript(missing => {
      Reflect.deleteProperty(globalThis, missing)
      Reflect.deleteProperty(Object.getPrototypeOf(globalThis) as object, missing)
    }, name)
    const page = await context.newPage()
    await page.goto(link)
    await expect(new BootPage(page).notice).toContainText(words)
    await context.close()
  }
})

test('a plain-http address of the local network is explained, not a blank page', async ({ link }) => {
  const { args, ...options } = browserLaunchOptions()
  const lan = [...args, '--host-resolver-rules=MAP classroom.lan 127.0.0.1']
  const browser = await chromium.launch({ ...options, args: lan })
  const page = await browser.newPage()
  await page.goto(link.replace('127.0.0.1', 'classroom.lan'))
  await expect(new BootPage(page).notice).toContainText(/https/i)
  await browser.close()
})
