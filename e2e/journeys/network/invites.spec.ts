import type { NetworkId } from '#chain/ids.ts'
import { shortInviteLink } from '#network/short-invite/short-invite.ts'
import { BootPage } from '../../pages/boot-page.ts'
import { InvitePage } from '../../pages/invite-page.ts'
import { NetworksPage } from '../../pages/networks-page.ts'
import { expect, test } from '../../support/journey.ts'
import { linked } from '../../support/tab.ts'

interface InviteAnswer {
  readonly link: string
  readonly fullLink: string
  readonly code: string
  readonly reach: string
}

test('a code that is typed, and a short link, lead into the network', async ({ newTab, server, link }) => {
  const alice = await newTab({ link })
  const { network } = await alice.status()
  const invite = new InvitePage(alice.page)
  await invite.open()
  await expect(invite.code).toBeVisible()
  const code = (await invite.code.textContent()) ?? ''
  const short = await invite.readLink()
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{6}$/)
  expect(short.length).toBeLessThan(110)

  // typed on the screen Networks of another browser, in small letters and with a hyphen
  const bob = await newTab({ link: server.url })
  await new NetworksPage(bob.page).open()
  const join = new InvitePage(bob.page)
  await join.tryLink(`${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase())
  await bob.page.getByRole('link', { name: `Open ${network.name}` }).click()
  const boot = new BootPage(bob.page)
  await expect(boot.otherNetwork).toContainText(network.name)
  await boot.button(`Open ${network.name}`).click()
  await bob.ready()
  expect((await bob.status()).network.id).toBe(network.id)

  const carol = await newTab({ link: short })
  const dave = await newTab({ link: `${server.url}?join=${code}` })
  for (const tab of [carol, dave]) expect((await tab.status()).network.id).toBe(network.id)
  await linked([alice, bob, carol, dave], 3)

  // A reload does not need the code any more, which may have expired.
  expect(new URL(dave.page.url()).search).toBe('')
  await dave.page.reload()
  await dave.ready()
  expect((await dave.status()).network.id).toBe(network.id)

  const erin = await newTab({ link: server.url })
  await erin.run(`join ${code}`)
  await expect(async () => {
    await erin.ready()
    expect((await erin.status()).network.id).toBe(network.id)
  }).toPass()
  for (const tab of [alice, bob, carol, dave, erin]) expect(tab.errors).toEqual([])
})

test('a code that nobody shows, and a network that nobody holds, are refused with a reason', async ({
  newTab,
  server,
  link,
}) => {
  const tab = await newTab({ link })
  expect(await tab.failure('join 222222')).toMatchObject({
    code: 'INVITE_CODE_UNKNOWN',
    message: expect.stringContaining('222222'),
  })
  const invite = new InvitePage(tab.page)
  await invite.open()
  await invite.tryLink('K7Q F2M')
  await expect(invite.join).toContainText('does not know the code K7QF2M')
  // This server listens on loopback only.
  await expect(invite.warning).toContainText('--host 0.0.0.0 --https')
  expect((await tab.run<InviteAnswer>('invite')).reach).toBe('loopback')

  const boot = new BootPage(tab.page)
  await tab.page.goto(`${server.url}?join=222222`)
  await expect(boot.notice).toContainText('does not know the code 222222')
  await expect(boot.notice).toContainText('Ask for the code that the Invite screen shows now')

  await tab.page.goto(shortInviteLink(server.url, { networkId: 'ab'.repeat(32) as NetworkId }))
  await expect(boot.notice).toContainText('No tab of this network is connected')
  await expect(boot.notice).toContainText('Ask for the full link')
})

test.describe('when the server has stopped', () => {
  test.use({ ownServer: true })

  test('the invite is the full link, without a code', async ({ newTab, server, link }) => {
    const tab = await newTab({ link })
    const invite = new InvitePage(tab.page)
    await invite.open()
    await expect(invite.code).toBeVisible()
    const full = (await tab.run<InviteAnswer>('invite')).fullLink
    await server.stop()
    await expect(invite.inviteLink).toHaveValue(full)
    await expect(invite.code).toBeHidden()
    expect(tab.errors).toEqual([])
  })
})
