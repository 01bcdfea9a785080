import { beforeEach, describe, expect, test } from 'vitest'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { assert } from '#lib/assert.ts'
import { inviteLink } from '#network/invite.ts'
import { parseShortInvite } from '#network/short-invite/short-invite.ts'
import { TEST_GENESIS_TIME, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { inviteFetch } from '#testing/invite-fetch.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { TestTab } from '#testing/test-tab.ts'
import type { HandlerContext } from './context.ts'
import { inviteHandlers } from './invites.ts'

const GENESIS = testNetwork({ name: 'Club' })
const ID = networkIdOf(GENESIS)
const APP = 'https://club.example/'
const HERE = 'https://127.0.0.1:8080/'
const LAN = 'https://192.168.1.5:8080/'
const SHORT = /^https:[^?]+\/\?network=[\w-]{58}$/

/** A server that keeps the parameters and gives a code. */
const WILLING = {
  [`networks/${ID}/genesis`]: [204],
  [`networks/${ID}/code`]: [200, { code: 'K7QF2M', expiresInMs: 600_000 }],
} as const

let clock: FakeClock
let tab: TestTab
beforeEach(async () => {
  clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('invite')
  tab = new TestTab(1, { genesis: GENESIS, hub: new MemoryHub({ clock, random }), clock, random })
  await tab.open()
  tab.node.signaling = 'online'
})

async function invite(
  origin: string,
  answers: Parameters<typeof inviteFetch>[1]['answers'],
  signalingUrl?: string,
) {
  const fetch = inviteFetch(signalingUrl ?? new URL('signal/', origin).href, answers ? { answers } : {})
  const context = { node: tab.node, origin, signalingUrl, fetch } as HandlerContext
  const made = await inviteHandlers(context).invite()
  assert(made.ok, 'an invite')
  return made.value
}

test('has a short link, a full one that names this tab, and a code with its end', async () => {
  const { link, fullLink, code, codeExpires, ...more } = await invite(APP, WILLING)
  expect(link).toMatch(SHORT)
  expect(parseShortInvite(link)).toEqual({ ok: true, value: { networkId: ID } })
  expect(fullLink).toBe(inviteLink(APP, { genesis: GENESIS, peerId: tab.node.network.peerId }))
  expect([code, codeExpires]).toEqual(['K7QF2M', clock.now() + 600_000])
  expect(more).toEqual({ addresses: [{ url: APP, link, fullLink }], reach: 'others', notice: null })
})

describe('without a server that has the network, the link is the full one and there is no code', () => {
  test.each([
    ['the server refuses', {}, 'online'],
    ['the server is away', undefined, 'online'],
    ['signaling is offline', WILLING, 'offline'],
  ] as const)('because %s', async (_, answers, signaling) => {
    tab.node.signaling = signaling
    const { link, fullLink, code, codeExpires } = await invite(APP, answers)
    expect(link).toBe(fullLink)
    expect([code, codeExpires]).toEqual([null, null])
  })
})

test('a network of another signaling server has a short link that names it, and no code', async () => {
  const { link, code } = await invite(APP, WILLING, 'https://tabs.example/signal/')
  expect(parseShortInvite(link)).toMatchObject({ value: { signaling: 'https://tabs.example/signal/' } })
  expect(code).toBeNull()
})

describe('at a loopback address', () => {
  test('the addresses of the LAN come first', async () => {
    const { link, addresses, reach } = await invite(HERE, { ...WILLING, addresses: [200, { urls: [LAN] }] })
    expect(addresses.map(({ url }) => url)).toEqual([LAN, HERE])
    expect(link).toBe(addresses[0]?.link)
    expect(link).toMatch(SHORT)
    expect(reach).toBe('others')
  })

  test.each([
    ['loopback', { urls: [], reason: 'loopback' }, /this machine only.*--host 0\.0\.0\.0 --https/],
    ['http', { urls: [], reason: 'http' }, /plain http.*--https/],
    ['loopback', { urls: ['javascript:alert(1)', 'https://a.example/x?y'] }, /--host/],
  ])('the notice says which option opens it to others: %s', async (expected, answer, notice) => {
    const { addresses, reach, notice: text } = await invite(HERE, { addresses: [200, answer] })
    expect(addresses.map(({ url }) => url)).toEqual([HERE])
    expect(reach).toBe(expected)
    expect(text).toMatch(notice)
  })
})
