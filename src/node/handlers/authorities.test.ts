import { beforeEach, describe, expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { stakeNetwork } from '#testing/stake-network.ts'

const me = testAccount(1)
const other = testAccount(2)
const third = testAccount(3)
const ZERO_ADDRESS = formatAddress(new Uint8Array(32))

const open = (admin = me) => openSingleTab(authorityNetwork({ authorities: [me], admin, rich: [me, admin] }))

describe('the admin', () => {
  let single: SingleTab
  beforeEach(async () => {
    single = await open()
  })

  test('adds and removes authorities and hands its rights over, without a `from`', async () => {
    const { api, mine } = single
    expect(await api.authorityList({})).toEqual({
      ok: true,
      value: {
        ...{ admin: me.text, authorities: [me.text], next: me.text, silent: [] },
        waiting: { blocks: 0, lately: 6, signers: 0, voters: 1, percent: 0, majority: false },
      },
    })
    const added = await api.authorityChange({ action: 'add', address: other.text })
    await mine()
    expect(await api.authorityList({})).toMatchObject({ value: { authorities: [me.text, other.text] } })
    const tx = added.ok ? await api.tx({ id: added.value.txId }) : added
    expect(tx).toMatchObject({
      ok: true,
      value: {
        kind: 'authority',
        receipt: { status: 'applied', events: [{ source: 'authority', name: 'added', data: [other.text] }] },
      },
    })

    await api.authorityChange({ action: 'remove', address: other.text, from: 'main', fee: 3_000n })
    await mine()
    expect(await api.authorityList({})).toMatchObject({ value: { authorities: [me.text] } })
    await api.authorityChange({ action: 'admin', address: third.text })
    await mine()
    expect(await api.authorityList({})).toMatchObject({ value: { admin: third.text } })
    expect(await api.authorityChange({ action: 'add', address: other.text })).toMatchObject({
      error: { code: 'AUTHORITY_NOT_ADMIN', message: expect.stringContaining(third.text) },
    })
  })

  test('gets errors that name the field', async () => {
    const { api } = single
    const cases = [
      [{ action: 'add', address: me.text }, 'AUTHORITY_KNOWN', /^address: /],
      [{ action: 'remove', address: other.text }, 'AUTHORITY_UNKNOWN', /^address: /],
      [{ action: 'remove', address: me.text }, 'AUTHORITY_LAST', /^address: /],
      [{ action: 'add', address: 'tab1nonsense' }, 'ADDRESS_BAD', /^address: /],
      [{ action: 'add', address: ZERO_ADDRESS }, 'ADDRESS_INSECURE', /^address: /],
      [{ action: 'admin', address: ZERO_ADDRESS }, 'ADDRESS_INSECURE', /^address: /],
      [{ action: 'remove', address: ZERO_ADDRESS }, 'AUTHORITY_UNKNOWN', /^address: /],
      [{ action: 'crown' as never, address: other.text }, 'VALUE_BAD', /^action: .*add, remove, admin/],
      [{ action: 'add', address: other.text, from: 'nobody' }, 'NAME_UNKNOWN', /nobody/],
    ] as const
    for (const [args, code, message] of cases) {
      expect(await api.authorityChange(args)).toMatchObject({
        ok: false,
        error: { code, message: expect.stringMatching(message) },
      })
    }
    expect(single.node.mempool.size).toBe(0)
  })
})

test('the error for another address names the admin’s', async () => {
  const { api } = await open(third)
  const message = expect.stringMatching(new RegExp(`^from: .*${third.text}`))
  const error = { code: 'AUTHORITY_NOT_ADMIN', message }
  expect(await api.authorityChange({ action: 'add', address: other.text })).toMatchObject({ error })
  expect(await api.authorityChange({ action: 'add', address: other.text, from: 'main' })).toMatchObject({
    error,
  })
})

test('a network of stakes has no authorities', async () => {
  const { api } = await openSingleTab(stakeNetwork({ stakes: [[me, 10n]], rich: [me] }))
  const error = {
    code: 'TX_KIND_ELSEWHERE',
    message: expect.stringContaining('made by stake, not by authorities'),
  }
  expect(await api.authorityList({})).toMatchObject({ error })
  expect(await api.authorityChange({ action: 'add', address: me.text })).toMatchObject({ error })
})
