import { describe, expect, test } from 'vitest'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { encodeInvite, inviteLink } from '#network/invite.ts'
import { encodeShortInvite } from '#network/short-invite/short-invite.ts'
import { pageAddress } from './page-address.ts'

const NONE = { join: undefined, app: undefined, serve: false, port: undefined }
const INVITE = { genesis: DEFAULT_NETWORK, signaling: 'https://club.example/signal/' }
const CODE = encodeInvite(INVITE)
const LINK = inviteLink('https://club.example', INVITE)

const url = (text: string) => ({ ok: true, value: { type: 'url', url: text } })
const served = (port: number | undefined, query: string) => ({
  ok: true,
  value: { type: 'served', port, query },
})

describe('the page to open:', () => {
  test('an invite link, at its own address', () => {
    expect(pageAddress({ ...NONE, join: ` ${LINK} ` }, {})).toEqual(url(LINK))
  })

  test('an invite’s network in the app that is named', () => {
    for (const join of [LINK, CODE]) {
      expect(pageAddress({ ...NONE, join, app: 'http://127.0.0.1:8080/app/' }, {})).toEqual(
        url(`http://127.0.0.1:8080/app/?network=${CODE}`),
      )
    }
  })

  test('an invite’s network in an app of its own, if requested or if it is not a link', () => {
    expect(pageAddress({ ...NONE, join: LINK, serve: true, port: 9000 }, {})).toEqual(
      served(9000, `?network=${CODE}`),
    )
    expect(pageAddress({ ...NONE, join: CODE }, { port: 4000 })).toEqual(served(4000, `?network=${CODE}`))
  })

  test('peers are introduced by the server of the link, if the invite does not name one', () => {
    const link = inviteLink('https://club.example/app', { genesis: DEFAULT_NETWORK })
    const network = new URL(link).searchParams.get('network')
    expect(pageAddress({ ...NONE, join: link, app: 'http://127.0.0.1:8080/' }, {})).toEqual(
      url(
        `http://127.0.0.1:8080/?network=${network}&signal=${encodeURIComponent('https://club.example/app/signal/')}`,
      ),
    )
    expect(pageAddress({ ...NONE, join: link }, {})).toEqual(url(link))
  })

  test('the page that was open last, wherever it was served', () => {
    expect(pageAddress(NONE, { address: LINK, port: 4000 })).toEqual(url(LINK))
    expect(pageAddress(NONE, { address: 'http://127.0.0.1:4000/?network=x', port: 4000 })).toEqual(
      served(4000, '?network=x'),
    )
    expect(pageAddress({ ...NONE, serve: true }, { address: LINK, port: 4000 })).toEqual(served(4000, ''))
  })

  test('an app of its own, at the very first start', () => {
    expect(pageAddress(NONE, {})).toEqual(served(undefined, ''))
  })
})

describe('a short invite or a join code', () => {
  const short = encodeShortInvite({ networkId: networkIdOf(DEFAULT_NETWORK) })
  const server = encodeURIComponent('https://club.example/signal/')

  test.each([
    [`https://club.example/?network=${short}`, short],
    ['https://club.example/?join=K7QF2M', 'K7QF2M'],
  ])('%s is opened unchanged, and its server is asked from an app elsewhere', (link, code) => {
    expect(pageAddress({ ...NONE, join: link }, {})).toEqual(url(link))
    expect(pageAddress({ ...NONE, join: link, app: 'http://127.0.0.1:8080/' }, {})).toEqual(
      url(`http://127.0.0.1:8080/?network=${code}&signal=${server}`),
    )
  })

  test('alone, it is for the server of the app that is named', () => {
    expect(pageAddress({ ...NONE, join: 'k7q-f2m', app: 'https://club.example/' }, {})).toEqual(
      url('https://club.example/?network=k7q-f2m'),
    )
    expect(pageAddress({ ...NONE, join: 'k7q-f2m' }, {})).toMatchObject({
      ok: false,
      error: { code: 'INVITE', message: expect.stringContaining('--app') },
    })
  })
})

test.each([
  ['cut off', LINK.slice(0, -9), 'INVITE_TRUNCATED'],
  ['mistyped', LINK.replace(/.{5}$/, 'AAAAA'), 'INVITE_'],
  ['not an invite', 'hello there', 'INVITE_MALFORMED'],
])('an invite that is %s is refused', (_, join, why) => {
  const refused = pageAddress({ ...NONE, join }, {})
  expect(refused).toMatchObject({ ok: false, error: { code: 'INVITE' } })
  expect(refused.ok ? '' : refused.error.message).toContain(`--join (${why}`)
})

test('an app without https is refused where browsers would withhold what a node needs', () => {
  expect(pageAddress({ ...NONE, app: 'http://192.168.0.7:8080/' }, {})).toMatchObject({
    ok: false,
    error: { code: 'APP_INSECURE', message: expect.stringContaining('https') },
  })
  for (const app of ['http://localhost:1/', 'http://127.0.0.1/', 'http://[::1]:8/', 'https://a.example/'])
    expect(pageAddress({ ...NONE, app }, {})).toEqual(url(app))
})
