import { deadline } from '../../../scripts/deadline.mjs'
import { HeadlessPeer } from '../../support/headless-peer.ts'
import { test as base, expect } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { linked, type Tab } from '../../support/tab.ts'

/** A command that cannot be answered ends after this time: enough for the browser to start. */
const GIVE_UP_S = String(Math.ceil(deadline(10_000) / 1_000))

const test = base.extend<{ peer: HeadlessPeer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that a fixture needs from this pattern.
  peer: async ({}, use) => {
    const peer = new HeadlessPeer()
    await use(peer)
    await peer.dispose()
  },
})

/** Waits until the peer has this tab's tip and state. */
async function onTipOf(tab: Tab, peer: HeadlessPeer): Promise<void> {
  await expect(async () => {
    const [seen, own] = [await tab.status(), await peer.status()]
    expect(`${own.height} ${own.tip} ${own.stateRoot}`).toBe(`${seen.height} ${seen.tip} ${seen.stateRoot}`)
  }).toPass()
}

test('an always-on peer keeps a community’s chain, through kill -9 too', async ({ newTab, peer }) => {
  const founder = await newTab()
  await founder.mine(3)
  const { link } = await founder.run<{ link: string }>('invite')
  peer.start('--join', link)
  const { peerId } = await peer.logged('peer-running')
  await onTipOf(founder, peer)

  // The founder leaves. A tab that joins later, from an app that is served elsewhere, finds the chain at the
  // peer.
  await founder.close()
  const elsewhere = await startServer()
  try {
    const invite = new URL((await peer.result<{ link: string }>('invite')).link)
    expect(invite.origin).not.toBe(new URL(elsewhere.url).origin)
    const late = await newTab({
      link: `${elsewhere.url}${invite.search}`,
      query: { signal: new URL('signal/', invite).href },
    })
    await linked([late], 1)
    await onTipOf(late, peer)
    expect((await late.status()).height).toBe(3)

    await test.step('its browser killed', async () => {
      peer.killBrowser()
      await late.mine(2)
      await onTipOf(late, peer)
      expect(await peer.logged('peer-ended')).toMatchObject({ level: 'error', reason: 'browser-gone' })
    })

    await test.step('the runner killed and started again', async () => {
      await peer.killRunner()
      await late.mine(2)
      peer.start()
      await onTipOf(late, peer)
      expect((await peer.status()).peerId).toBe(peerId)
      expect((await late.status()).height).toBe(7)
    })

    await test.step('ended in order', async () => {
      expect(await peer.stop()).toBe(0)
      expect(peer.browser()).toBeUndefined()
    })
  } finally {
    await elsewhere.stop()
  }
})

test('commands from the terminal, with a running peer and without', async ({ peer, link }) => {
  const fresh = await peer.exec(['status', 'address new savings'], '--join', link, '--settle', '0')
  expect(fresh.code, fresh.stderr).toBe(0)
  const [status, savings] = fresh.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(status).toMatchObject({ height: 0, network: { symbol: 'TST' } })
  expect(peer.browser()).toBeUndefined()

  // The blocks of the first run are there, and the network of the invite is remembered.
  peer.start('--mine', '1')
  await peer.logged('producing')
  expect(await peer.result('address list')).toContainEqual(expect.objectContaining(savings))
  expect(await peer.status()).toMatchObject({ producing: true, peerId: status.peerId })

  const wrong = await peer.exec(['address list', 'sned main 1 x', 'status'])
  expect(wrong.code).toBe(1)
  expect(wrong.stdout.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(wrong.stderr)).toMatchObject({
    error: { code: 'COMMAND_UNKNOWN', command: 'sned main 1 x', message: expect.stringContaining('send') },
  })
  expect(JSON.parse((await peer.exec(['send main'])).stderr).error.code).toBe('ARGUMENT_MISSING')

  const second = await peer.run()
  expect(second.code).toBe(4)
  expect(second.stderr).toContain('PROFILE_IN_USE')

  await test.step('and it mines again after a crash', async () => {
    peer.killBrowser()
    await peer.logged('producing', 2)
    expect((await peer.status()).producing).toBe(true)
  })
})

test.describe('a server of its own', () => {
  test.use({ ownServer: true })
  test('a peer whose server is away waits for it, and next time does without', async ({
    peer,
    server,
    link,
  }) => {
    await server.stop()
    peer.start('--join', link, '--timeout', '1')
    expect(await peer.logged('peer-not-started')).toMatchObject({ level: 'error', code: 'APP_UNREACHABLE' })
    const early = await peer.exec(['status'])
    expect(JSON.parse(early.stderr).error.code).toBe('APP_UNREACHABLE')
    expect(early.code).toBe(8)

    const back = await startServer({ port: server.port })
    const { peerId } = await peer.logged('peer-running')
    await peer.logged('page-kept')
    await peer.stop()
    await back.stop()
    peer.start()
    expect(await peer.logged('peer-running')).toMatchObject({ peerId })
  })
})

test('faults are reported, each with an exit code of its own', async ({ peer, link, server }) => {
  const cases: [number, string, string[]][] = [
    [2, '--nope', ['--nope']],
    [3, 'INVITE', ['--join', link.slice(0, -8)]],
    [8, 'APP_UNREACHABLE', ['--app', 'http://127.0.0.1:9/', '--exec', 'status', '--timeout', GIVE_UP_S]],
    [8, 'no Tabchain', ['--app', `${server.url}signal/health`, '--exec', 'status', '--timeout', GIVE_UP_S]],
    [9, 'https', ['--app', 'http://tabchain.example/']],
    [13, 'No peer runs', ['--attach']],
  ]
  for (const [code, text, args] of cases) {
    const ended = await peer.run(...args)
    expect(ended.stderr, args.join(' ')).toContain(text)
    expect(ended.code, args.join(' ')).toBe(code)
  }

  const help = await peer.run('--help')
  expect(help.code).toBe(0)
  expect(help.stdout).toContain('--join <invite>')
})
