import { describe, expect, test } from 'vitest'
import { ok } from '#lib/result.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab } from '#testing/single-tab.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { WalletLockedError } from '#wallet/wallet.ts'

const me = testAccount(1)
const locked = { encrypted: true, locked: true }
const open = { encrypted: true, locked: false }

describe('a locked wallet', () => {
  test('refuses a payment with the remedy, and goes on mining, which needs no signature', async () => {
    const { api, node, mine } = await openSingleTab(testNetwork({}, [me]))
    Object.assign(node.wallet, {
      protection: () => locked,
      sign: async () => {
        throw new WalletLockedError()
      },
    })
    expect(await api.send({ from: 'main', to: testAccount(2).text, amount: 1n })).toMatchObject({
      ok: false,
      error: { code: 'WALLET_LOCKED', message: expect.stringContaining('wallet unlock') },
    })
    await mine()
    expect(node.chain.tip.header.height).toBe(1)
  })

  test('makes no block that must be signed, reports why, and continues when it is unlocked', async () => {
    const { api, node, clock } = await openSingleTab(stakeNetwork({ stakes: [[me, 100n]], rich: [me] }))
    let state = locked
    Object.assign(node.wallet, {
      protection: () => state,
      unlock: async () => {
        state = open
        return ok(undefined)
      },
    })
    await api.mineStart({ keepMining: true })
    await clock.advance(60_000)
    expect(node.chain.tip.header.height).toBe(0)
    expect(node.producer.waiting).toContain('the wallet is locked')

    expect(await api.walletUnlock({ password: 'four quiet words' })).toEqual({ ok: true, value: open })
    await clock.advance(60_000)
    expect(node.chain.tip.header.height).toBeGreaterThan(0)
  })
})

describe('a recovery', () => {
  test('asks the chain which addresses are used', async () => {
    const { api, node } = await openSingleTab(testNetwork({}, [me]))
    const asked: boolean[] = []
    Object.assign(node.wallet, {
      restorePhrase: async (_: string, isUsed: (address: string) => boolean) => {
        asked.push(isUsed(me.text), isUsed(testAccount(9).text), isUsed('nonsense'))
        return ok(node.wallet.addresses())
      },
    })
    expect(await api.walletRestore({ phrase: 'some words' })).toEqual({
      ok: true,
      value: [{ name: 'main', address: me.text }],
    })
    expect(asked).toEqual([true, false, false])
  })

  test.each([
    [{}, 'REQUEST_BAD'],
    [{ phrase: 'words', backup: new Blob(['x']) }, 'REQUEST_BAD'],
    [{ backup: new Blob(['x']) }, 'ARGUMENT_MISSING'],
    [{ backup: new Blob(['x'.repeat(3 * 1024 * 1024)]), password: 'four quiet words' }, 'BACKUP_BAD'],
    [{ backup: 'text' as never, password: 'four quiet words' }, 'VALUE_BAD'],
  ])('%# refuses bad input', async (args, code) => {
    const { api } = await openSingleTab(testNetwork({}, [me]))
    expect(await api.walletRestore(args)).toMatchObject({ ok: false, error: { code } })
  })
})
