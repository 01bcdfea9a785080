import { describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { readAccount } from '#chain/state/account.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, type SealedChain } from '#testing/sealed-chain.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { transactionOf } from '#testing/transaction-of.ts'

/** The electorate changes while blocks wait, differently on two chains with a common beginning. */

const people = Array.from({ length: 6 }, (_, i) => testAccount(i + 1))
const [a, b, c, d, e, f] = people as [
  TestAccount,
  TestAccount,
  TestAccount,
  TestAccount,
  TestAccount,
  TestAccount,
]
const outsider = testAccount(20)
const HOUR = 3_600_000

const authorities = (of: readonly TestAccount[], admin: TestAccount) =>
  createSealedChain(
    authorityNetwork({
      authorities: of,
      admin,
      rich: [...people, outsider],
      parameters: { timeoutMs: 6_000 },
    }),
  )
const stakers = (...coins: bigint[]) =>
  createSealedChain(
    stakeNetwork({ stakes: coins.map((coin, i) => [known(people[i], 'staker'), coin]), rich: people }),
  )

const come = (chain: SealedChain, block: BuiltBlock) => chain.engine.agree(ancestryOf(block), block.state)
const last = (blocks: readonly BuiltBlock[]) => known(blocks.at(-1), 'last block')
const goOn = async (chain: SealedChain, on: BuiltBlock, count: number, by: TestAccount[]) =>
  last(await chain.extend(on, count, { by }))
const hourly = async (chain: SealedChain, on: BuiltBlock, count: number, by: TestAccount[]) => {
  let at = on
  for (let i = 0; i < count; i++) at = await chain.seal(at, [], { by, from: at.header.timestamp + HOUR })
  return at
}
const acts = (chain: SealedChain, on: BuiltBlock, by: TestAccount, ...payloads: Payload[]) =>
  payloads.map((payload, i) =>
    transactionOf(chain.params, by, payload, { nonce: readAccount(on.state, by.address).nonce + i }),
  )
const change = (action: 'add' | 'remove' | 'admin', { address }: TestAccount): Payload => ({
  kind: 'authority',
  action,
  address,
})
/** The block of this chain at a height. */
const at = (block: BuiltBlock, height: number) => {
  for (const { header } of ancestryOf(block)) if (header.height === height) return header.id
  return undefined
}

describe('no two final blocks contradict each other', () => {
  test('when the founder lets five in, and one part of them names an older final block than the other', async () => {
    const chain = authorities([a], a)
    const one = await chain.seal(
      chain.genesis,
      acts(chain, chain.genesis, a, ...[b, c, d, e, f].map(whom => change('add', whom))),
      { by: [a] },
    )
    // the block in turn is late: the founder makes one out of turn, which the others see, and then switches
    // to the one in turn
    const inTurn = await chain.seal(one, [], { by: [c] })
    const outOfTurn = await chain.seal(one, [], { by: [a] })
    const others = await goOn(chain, outOfTurn, 26, [b, d, e, f])
    const founders = await goOn(chain, inTurn, 12, [a, c])
    const finals = [others, founders].map(tip => come(chain, tip).final)
    const both = Math.min(...finals)
    expect(Math.max(...finals)).toBeGreaterThan(1)
    expect(at(others, both)).toBe(at(founders, both))
  })

  test('when nobody was there for two days and two parts begin separately', async () => {
    for (const part of [[a], [a, b], [b, d], [c, e]]) {
      const chain = authorities([a, b, c, d, e], outsider)
      const before = await goOn(chain, chain.genesis, 21, people.slice(0, 5))
      const after = { from: before.header.timestamp + 48 * HOUR }
      const rest = people.slice(0, 5).filter(account => !part.includes(account))
      const tips = []
      for (const by of [part, rest]) {
        const first = await chain.seal(before, [], { by, ...after })
        tips.push(await goOn(chain, first, 20, by))
      }
      const finals = tips.map(tip => come(chain, tip).final)
      expect(Math.min(...finals)).toBeLessThanOrEqual(before.header.height)
    }
  })

  test('when one part slashes a staker that counts in the other', async () => {
    const chain = stakers(40n, 30n, 30n)
    const before = await goOn(chain, chain.genesis, 12, [a, b, c])
    const first = await chain.seal(before, [], { by: [c] })
    const second = await chain.seal(before, [], {
      by: [c],
      from: first.header.timestamp,
      tamper: fields => ({ ...fields, timestamp: (fields.timestamp + 1) as typeof fields.timestamp }),
    })
    const evidence = chain.engine.evidenceOf(first.header, second.header)
    const slashed = await chain.seal(before, acts(chain, before, a, evidence), {
      by: [a],
      from: first.header.timestamp + 10_000,
    })
    expect(slashed.applied?.receipts).toMatchObject([{ status: 'applied' }])
    expect(come(chain, await goOn(chain, slashed, 20, [a])).final).toBeLessThanOrEqual(before.header.height)
    expect(come(chain, await goOn(chain, first, 30, [b, c])).final).toBeGreaterThan(before.header.height)
  })
})

describe('finality goes on', () => {
  test.each([10, 11, 12, 13])(
    'a day after the others closed at block %i, although they signed lately',
    async height => {
      const chain = authorities([a, b, c], a)
      const before = await goOn(chain, chain.genesis, height, [a, b, c])
      const alone = await hourly(chain, before, 12, [a])
      expect(come(chain, alone).final).toBeLessThanOrEqual(height)
      expect(come(chain, await hourly(chain, alone, 40, [a])).final).toBeGreaterThan(height + 12)
    },
  )

  test('a day after the only authority handed over and left, all in one block', async () => {
    const chain = authorities([a], a)
    const handover = acts(
      chain,
      chain.genesis,
      a,
      change('add', b),
      change('add', c),
      change('admin', b),
      change('remove', a),
    )
    const first = await chain.seal(chain.genesis, handover, { by: [a] })
    expect(come(chain, await hourly(chain, first, 60, [b, c])).final).toBeGreaterThan(30)
  })

  test('a day after the founder took the half of all stakes out', async () => {
    const chain = stakers(100n, 50n, 50n)
    const before = await goOn(chain, chain.genesis, 12, [a, b, c])
    const leaving = acts(chain, before, a, { kind: 'unstake', amount: (100n * COIN) as never })
    const left = await chain.seal(before, leaving, { by: [a, b, c] })
    expect(come(chain, await hourly(chain, left, 70, [b, c])).final).toBeGreaterThan(40)
  })
})

test('an authority that fills an idle time leaves room for the others', async () => {
  const params = authorityNetwork({ authorities: [a, b, c], admin: a })
  const chain = createSealedChain({ ...params, limits: { ...params.limits, finalityDepth: 20 } })
  const before = await goOn(chain, chain.genesis, 6, [a, b, c])
  let filled = before
  const refused = async () => {
    const next = await chain.seal(filled, [], { by: [c] })
    const judged = chain.engine.authorise(next.header, filled.state, ancestryOf(filled))
    if (judged.ok) filled = next
    return !judged.ok && judged.error.code
  }
  let code: string | false = false
  for (let i = 0; i < 40 && !code; i++) code = await refused()
  expect(code).toBe('SEAL_TOO_FAR')
  const next = await goOn(chain, filled, 12, [a, b])
  expect(come(chain, next).final).toBeGreaterThan(filled.header.height)
})
