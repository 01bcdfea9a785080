import { beforeEach, describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { stakeNetwork } from '#testing/stake-network.ts'

const me = testAccount(1)
const other = testAccount(2)

describe('on a network of proof of stake', () => {
  let single: SingleTab
  beforeEach(async () => {
    single = await openSingleTab(
      stakeNetwork({
        stakes: [
          [me, 100n],
          [other, 1n],
        ],
        rich: [me],
      }),
    )
  })

  test('stakes are listed, the largest first, with the share of own addresses', async () => {
    const { api } = single
    const expected = [
      { address: me.text, staked: 100n * COIN, counted: 100n * COIN, unbonding: [] },
      { address: other.text, staked: COIN, counted: COIN, unbonding: [] },
    ]
    expect(await api.stakes({})).toMatchObject({
      ok: true,
      value: { slot: 0, epoch: 0, counted: 101n * COIN, stakers: expected },
    })
    expect(await api.addressList({})).toMatchObject({
      ok: true,
      value: [{ name: 'main', stake: 100n * COIN }],
    })
  })

  test('staking and unstaking a part: each leaves a receipt with its event', async () => {
    const { api, mine } = single
    const staked = await api.stake({ from: 'main', amount: 50n * COIN })
    await mine()
    const taken = await api.unstake({ from: me.text, amount: 30n * COIN, fee: 2_000n })
    await mine()

    const txOf = async (sent: typeof staked) => (sent.ok ? await api.tx({ id: sent.value.txId }) : sent)
    expect(await txOf(staked)).toMatchObject({
      ok: true,
      value: {
        kind: 'stake',
        status: 'final',
        amount: 50n * COIN,
        receipt: { events: [{ name: 'staked' }] },
      },
    })
    expect(await txOf(taken)).toMatchObject({
      ok: true,
      value: {
        kind: 'unstake',
        feeOffered: 2_000n,
        feePaid: 2_000n,
        receipt: { events: [{ name: 'unstaking' }] },
      },
    })
    expect(await api.stakes({})).toMatchObject({
      ok: true,
      value: { stakers: [{ staked: 120n * COIN, unbonding: [{ amount: 30n * COIN }] }, {}] },
    })
  })

  test('errors name the field', async () => {
    const { api, mine } = single
    await mine()
    const cases = [
      [await api.stake({ from: 'nobody', amount: COIN }), 'NAME_UNKNOWN', /nobody/],
      [await api.stake({ from: 'main', amount: 0n }), 'AMOUNT_ZERO', /^amount: /],
      [await api.stake({ from: 'main', amount: -1n }), 'AMOUNT_BAD', /^amount: /],
      [await api.stake({ from: 'main', amount: 5_000n * COIN }), 'BALANCE_TOO_LOW', /^amount: /],
      [await api.unstake({ from: 'main', amount: 101n * COIN }), 'STAKE_TOO_LARGE', /^amount: /],
      [await api.unstake({ from: 'main', amount: 95n * COIN }), 'STAKE_TOO_SMALL', /^amount: /],
      [await api.stake({ from: 'main', amount: COIN, fee: -1n }), 'AMOUNT_BAD', /^fee: /],
    ] as const
    for (const [answer, code, message] of cases) {
      expect(answer).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(message) } })
    }
    expect(single.node.mempool.size).toBe(0)
  })
})

test('on other networks the error says what makes the blocks there', async () => {
  const work = await openSingleTab(testNetwork({}, [me]))
  const authority = await openSingleTab(authorityNetwork({ authorities: [me], admin: me, rich: [me] }))
  for (const [{ api }, words] of [
    [work, 'made by work, not by stake'],
    [authority, 'made by authorities, not by stake'],
  ] as const) {
    const error = { code: 'TX_KIND_ELSEWHERE', message: expect.stringContaining(words) }
    expect(await api.stakes({})).toMatchObject({ error })
    expect(await api.stake({ from: 'main', amount: COIN })).toMatchObject({ error })
    expect(await api.unstake({ from: 'main', amount: COIN })).toMatchObject({ error })
  }
})
