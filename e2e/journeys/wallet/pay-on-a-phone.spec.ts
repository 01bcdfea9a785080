import { InvitePage } from '../../pages/invite-page.ts'
import { MiningPage } from '../../pages/mining-page.ts'
import { Shell } from '../../pages/shell.ts'
import { WalletPage } from '../../pages/wallet-page.ts'
import { expect, test } from '../../support/journey.ts'
import { converged } from '../../support/tab.ts'

test.use({ firstVisit: true, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

test('on a phone-sized screen: invite, mine, pay, confirm, by hand only', async ({ newTab, phone }) => {
  const alice = await newTab({ context: phone })
  const invite = new InvitePage(alice.page)
  await new Shell(alice.page).goTo('Invite')
  await expect(invite.qrCode).toBeVisible()
  const bob = await newTab({ link: await invite.readLink(), context: phone })
  for (const { page } of [alice, bob]) await expect(new Shell(page).peers).toHaveAccessibleName('Peers: 1')

  await new Shell(alice.page).goTo('Mining')
  await new MiningPage(alice.page).mineOnce()
  await new Shell(bob.page).goTo('Wallet')
  const to = await new WalletPage(bob.page).readOwnAddress()

  await new Shell(alice.page).goTo('Wallet')
  const wallet = new WalletPage(alice.page)
  await wallet.open('send')
  await wallet.send({ to, amount: '12.5', memo: 'lunch' })
  await expect(wallet.payment('lunch')).toContainText(/pending/i)

  await new Shell(bob.page).goTo('Mining')
  const mining = new MiningPage(bob.page)
  await mining.set('mine', true)
  await expect(new Shell(bob.page).height).toHaveAccessibleName('Block height: 2')
  await converged([alice, bob])
  await new Shell(alice.page).goTo('Wallet')
  await expect(wallet.payment('lunch')).toContainText(/confirmed/i)
  await expect.poll(() => wallet.balanceOf('main')).toBe(37_499_000n)

  for (const place of [
    'Overview',
    'Wallet',
    'Mining',
    'Blocks',
    'Contracts',
    'Peers',
    'Invite',
    'Networks',
    'Terminal',
    'Settings',
  ] as const) {
    await new Shell(bob.page).goTo(place)
    const overflow = await bob.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${place} is wider than the screen`).toBeLessThanOrEqual(0)
  }
  expect([...alice.errors, ...bob.errors]).toEqual([])
})
