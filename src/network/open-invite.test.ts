import { describe, expect, test } from 'vitest'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { TEST_GENESIS_TIME, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { inviteFetch } from '#testing/invite-fetch.ts'
import { encodeInvite } from './invite.ts'
import { openInvite } from './open-invite.ts'
import { encodeShortInvite, shortInviteLink } from './short-invite/short-invite.ts'

const OWN = 'https://own.example/signal/'
const CLUB = 'https://club.example/signal/'
const genesis = testNetwork({ name: 'Club' })
const other = testNetwork({ name: 'Other' })
const networkId = networkIdOf(genesis)
const short = encodeShortInvite({ networkId })

const silent = inviteFetch('nowhere', {})
const open = (text: string, fetch: typeof globalThis.fetch, known: readonly GenesisParameters[] = []) =>
  openInvite(text, {
    fetch,
    clock: createFakeClock(TEST_GENESIS_TIME),
    server: OWN,
    ownServer: OWN,
    known: async () => known,
  })
const errorOf = async (...args: Parameters<typeof open>) => {
  const opened = await open(...args)
  return opened.ok ? 'ok' : opened.error
}

describe('a network is found', () => {
  test.each([
    ['in a full invite, without a server', encodeInvite({ genesis }), silent, { genesis }],
    ['by a short invite', short, inviteFetch(OWN, { genesis }), { genesis }],
    ['by a code', 'k7q f2m', inviteFetch(OWN, { genesis, code: 'K7QF2M' }), { genesis }],
    [
      'by a link to another app, at its server',
      shortInviteLink('https://club.example/', { networkId }),
      inviteFetch(CLUB, { genesis }),
      { genesis, signaling: CLUB },
    ],
    [
      'by a code in a link to another app',
      'https://club.example/?join=K7QF2M',
      inviteFetch(CLUB, { genesis, code: 'K7QF2M' }),
      { genesis, signaling: CLUB },
    ],
    [
      'at the server that the invite names',
      encodeShortInvite({ networkId, signaling: CLUB }),
      inviteFetch(CLUB, { genesis }),
      { genesis, signaling: CLUB },
    ],
  ])('%s', async (_, text, fetch, invite) => {
    expect(await open(text, fetch)).toEqual({ ok: true, value: invite })
  })

  test('without a server, if the profile knows it', async () => {
    expect(await open(short, silent, [other, genesis])).toEqual({ ok: true, value: { genesis } })
  })
})

describe('a refusal says why, and what to do', () => {
  const refusing = (status: number) =>
    inviteFetch(OWN, { answers: { 'codes/K7QF2M': [status], [`networks/${networkId}/genesis`]: [status] } })

  test.each([
    ['an unknown network', short, inviteFetch(OWN, {}), 'INVITE_NETWORK_UNKNOWN', /full link/],
    ['a server that is away', short, silent, 'INVITE_SERVER', /own\.example does not answer.*full link/],
    [
      'a server that sends another network',
      short,
      inviteFetch(OWN, { answers: { [`networks/${networkId}/genesis`]: [200, encodeGenesis(other)] } }),
      'INVITE_SERVER',
      /another network/,
    ],
    [
      'a server that sends too much',
      short,
      inviteFetch(OWN, { answers: { [`networks/${networkId}/genesis`]: [200, new Uint8Array(20_000)] } }),
      'INVITE_SERVER',
      /does not answer/,
    ],
    ['an unknown code', 'K7QF2M', inviteFetch(OWN, {}), 'INVITE_CODE_UNKNOWN', /own\.example.*K7QF2M/],
    ['an expired code', 'K7QF2M', refusing(410), 'INVITE_CODE_EXPIRED', /shown now/],
    ['too many tries', 'K7QF2M', refusing(429), 'INVITE_TRIES', /wait a minute/],
    [
      'a code for nonsense',
      'K7QF2M',
      inviteFetch(OWN, { answers: { 'codes/K7QF2M': [200, { networkId: '../x' }] } }),
      'INVITE_SERVER',
      /does not answer/,
    ],
    ['a cut link', short.slice(0, -5), silent, 'INVITE_TRUNCATED', /copy/],
    ['words', 'join my network!', silent, 'INVITE_MALFORMED', /paste/],
  ])('%s', async (_, text, fetch, code, message) => {
    expect(await errorOf(text, fetch)).toMatchObject({ code, message: expect.stringMatching(message) })
  })
})
