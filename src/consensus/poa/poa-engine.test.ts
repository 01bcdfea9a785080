import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import type { Header, HeaderFields, Seal } from '#chain/block/header.ts'
import { assembleHeader, sealingBytes, withLastSealField } from '#chain/block/header-codec.ts'
import { MAX_AUTHORITIES } from '#chain/limits.ts'
import type { AuthorityPayload } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import {
  ancestryOf,
  type BuiltBlock,
  draftOn,
  type TestAccount,
  testAccount,
} from '#testing/chain-builder.ts'
import { createSealedChain, recorded, sealingKey } from '#testing/sealed-chain.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { engineSuite } from '../engine.suite.ts'
import { isPreferred } from '../fork-choice.ts'
import { poaSeal, sealOf } from './poa-seal.ts'

const SPACING = 3000
const TIMEOUT = 16_000

const authorities = [1, 2, 3, 4].map(testAccount)
const [a0, a1, a2, a3] = authorities as [TestAccount, TestAccount, TestAccount, TestAccount]
const admin = testAccount(9)
const outsider = testAccount(7)
const params = authorityNetwork({ authorities, admin })
const chain = createSealedChain(params)
const { engine, genesis } = chain

/** The admin's transactions that let a fifth authority join and leave, once every four blocks. */
const comingAndGoing = (height: number): AuthorityPayload[] => {
  if (height % 4 === 1) return [{ kind: 'authority', action: 'add', address: outsider.address }]
  if (height % 4 === 3) return [{ kind: 'authority', action: 'remove', address: outsider.address }]
  return []
}

engineSuite('proof of authority', {
  network: () => params,
  accounts: [...authorities, outsider],
  clone: structuredClone,
  transactions: height =>
    comingAndGoing(height).map(payload =>
      transactionOf(params, admin, payload, { nonce: (height - 1) >> 1 }),
    ),
})

const lastOf = (blocks: BuiltBlock[]): BuiltBlock => known(blocks.at(-1), 'last block')
const without = (...silent: TestAccount[]) => authorities.filter(account => !silent.includes(account))

/** Producer, offset and the time since the parent. */
const turnsOf = (parent: BuiltBlock, blocks: readonly BuiltBlock[]) =>
  blocks.map(({ header }, i) => [
    authorities.find(({ address }) => bytesEqual(address, header.producer)),
    sealOf(header).offset,
    header.timestamp - (blocks[i - 1] ?? parent).header.timestamp,
  ])

/** A block by this account with this claim, whatever the engine allows. */
function claim(parent: BuiltBlock, by: TestAccount, offset: number, delayMs: number): Header {
  const since = parent.header.height + 1
  const agreed = engine.agree(ancestryOf(parent), parent.state)
  const seal = poaSeal({ offset, since, ...agreed, signature: new Uint8Array(64) })
  const timestamp = (parent.header.timestamp + delayMs) as UnixMs
  const draft = draftOn(parent, [], { timestamp, producer: by.address, seal }, { engine, params })
  return signed(draft.fields, by)
}

const signed = (fields: HeaderFields, by: TestAccount): Header =>
  withLastSealField(fields, ed25519.sign(sealingBytes(fields), by.secretKey))

const verify = (header: Header, parent: BuiltBlock) => {
  const result = engine.verify(header, recorded(parent))
  return result.ok ? 'accepted' : result.error.code
}
const authorise = (header: Header, parent: BuiltBlock) => {
  const result = engine.authorise(header, parent.state, ancestryOf(parent))
  return result.ok ? 'accepted' : result.error.code
}

describe('turns', () => {
  test('are height mod n, a spacing apart', async () => {
    const blocks = await chain.extend(genesis, 9, { by: authorities })
    expect(turnsOf(genesis, blocks)).toEqual(
      [a1, a2, a3, a0, a1, a2, a3, a0, a1].map(account => [account, 0, SPACING]),
    )
  })

  test('pass over a silent one after the timeout, and continue in order', async () => {
    const blocks = await chain.extend(genesis, 5, { by: without(a2) })
    expect(turnsOf(genesis, blocks)).toEqual([
      [a1, 0, SPACING],
      [a3, 1, SPACING + TIMEOUT],
      [a3, 0, SPACING],
      [a0, 0, SPACING],
      [a1, 0, SPACING],
    ])
  })

  test('pass over several in a row, a timeout each', async () => {
    const blocks = await chain.extend(genesis, 4, { by: without(a2, a3) })
    expect(turnsOf(genesis, blocks)).toEqual([
      [a1, 0, SPACING],
      [a0, 2, SPACING + 2 * TIMEOUT],
      [a0, 1, SPACING + TIMEOUT],
      [a0, 0, SPACING],
    ])
  })

  test('all pass to one that is left alone', async () => {
    const blocks = await chain.extend(genesis, 5, { by: [a0] })
    expect(turnsOf(genesis, blocks)).toEqual(
      [3, 2, 1, 0, 3].map(offset => [a0, offset, SPACING + offset * TIMEOUT]),
    )
  })

  test('return to one that was silent', async () => {
    const silent = await chain.extend(genesis, 2, { by: without(a2) })
    const [, , , , , sixth] = await chain.extend(lastOf(silent), 6, { by: authorities })
    expect(
      turnsOf(genesis, [...silent, known(sixth, 'block')])
        .at(-1)
        ?.slice(0, 2),
    ).toEqual([a0, 0])
    const again = await chain.extend(lastOf(silent), 4, { by: authorities })
    expect(turnsOf(lastOf(silent), again)).toEqual([a3, a0, a1, a2].map(account => [account, 0, SPACING]))
  })

  test('report how many blocks wait for a majority, who made the last of them and who was silent', async () => {
    const alone = lastOf(await chain.extend(genesis, 6, { by: [a0] }))
    expect(engine.facts(alone.state, ancestryOf(alone))).toMatchObject({
      silent: [a1.address, a2.address, a3.address],
      waiting: { blocks: 6, lately: 8, signers: 1, voters: 4, percent: 25, majority: false },
    })
    const back = lastOf(await chain.extend(alone, 3, { by: authorities }))
    expect(engine.facts(back.state, ancestryOf(back))).toMatchObject({
      silent: [expect.anything()],
      waiting: { blocks: 9, signers: 3, percent: 75, majority: true },
    })
    // what they made waits too, but they are gone
    const left = lastOf(await chain.extend(back, 8, { by: [a0] }))
    expect(engine.facts(left.state, ancestryOf(left))).toMatchObject({
      silent: [a1.address, a2.address, a3.address],
      waiting: { blocks: expect.any(Number), lately: 8, signers: 1, voters: 4, percent: 25, majority: false },
    })
    expect(engine.facts(genesis.state, ancestryOf(genesis))).toMatchObject({
      silent: [],
      waiting: { blocks: 0 },
    })
  })

  test('are known in advance', async () => {
    for (const parent of [genesis, ...(await chain.extend(genesis, 5, { by: authorities }))]) {
      const facts = engine.facts(parent.state, ancestryOf(parent))
      const next = await chain.seal(parent, [], { by: authorities })
      expect(facts).toMatchObject({
        type: 'poa',
        admin: admin.address,
        authorities: authorities.map(({ address }) => address),
        next: next.header.producer,
      })
    }
  })
})

describe('the timestamp', () => {
  test.each([0, 1, 2, 3])('of a block that passes over %i is exactly late enough, or too early', offset => {
    const by = known(authorities[(1 + offset) % 4], 'authority')
    const least = SPACING + offset * TIMEOUT
    for (const delay of [least, least + 1, least + 3_600_000]) {
      expect(verify(claim(genesis, by, offset, delay), genesis)).toBe('accepted')
    }
    for (const delay of [least - 1, 1]) {
      expect(verify(claim(genesis, by, offset, delay), genesis)).toBe('SEAL_TOO_EARLY')
    }
  })
})

describe('the right to produce', () => {
  test('is not that of an address that is not an authority', () => {
    for (const offset of [0, 1, 2, 3]) {
      const header = claim(genesis, outsider, offset, SPACING + offset * TIMEOUT)
      expect(verify(header, genesis)).toBe('accepted')
      expect(authorise(header, genesis)).toBe('SEAL_AUTHORITY')
    }
  })

  test('is not that of an authority whose turn it is not, whatever it claims', () => {
    for (const [index, by] of authorities.entries()) {
      for (let offset = 0; offset < 8; offset++) {
        const header = claim(genesis, by, offset, SPACING + offset * TIMEOUT)
        expect(verify(header, genesis)).toBe('accepted')
        const isItsTurn = offset < 4 && index === (1 + offset) % 4
        expect(authorise(header, genesis)).toBe(isItsTurn ? 'accepted' : 'SEAL_AUTHORITY')
      }
    }
  })

  test('is nobody’s once all were passed over', () => {
    const header = claim(genesis, a1, 4, SPACING + 4 * TIMEOUT)
    expect(authorise(header, genesis)).toBe('SEAL_AUTHORITY')
  })
})

describe('the seal', () => {
  const header = claim(genesis, a1, 0, SPACING)
  const { seal: whole } = header
  const signature = whole.at(-1) as Uint8Array

  test.each<[string, Seal]>([
    ['nothing', []],
    ['numbers alone', whole.slice(0, -1)],
    ['a signature alone', [signature]],
    ['the other way round', whole.toReversed()],
    ['a field more', [...whole, 0n]],
    ['a number in bytes', whole.with(1, new Uint8Array(1))],
    ['a short signature', whole.with(-1, signature.subarray(1))],
    ['a long signature', whole.with(-1, new Uint8Array(65))],
    ['a number for a signature', whole.with(-1, 5n)],
    ['an offset that no number of authorities reaches', whole.with(0, BigInt(MAX_AUTHORITIES))],
    ['an offset beyond all numbers', whole.with(0, 2n ** 64n - 1n)],
  ])('is not %s', (_name, seal) => {
    const other = assembleHeader({ ...header, seal })
    expect(verify(other, genesis)).toBe('SEAL_SCHEMA')
    expect(authorise(other, genesis)).toBe('SEAL_SCHEMA')
  })

  test('may have the highest offset that there can be', () => {
    const most = MAX_AUTHORITIES - 1
    expect(verify(claim(genesis, a0, most, SPACING + most * TIMEOUT), genesis)).toBe('accepted')
  })

  test('is signed by the producer', () => {
    const forged = [
      signed(header, a2),
      withLastSealField(header, new Uint8Array(64)),
      withLastSealField(header, signature.with(0, (signature[0] ?? 0) ^ 1)),
      withLastSealField(header, signature.with(40, (signature[40] ?? 0) ^ 1)),
      assembleHeader({ ...header, producer: a2.address }),
      withLastSealField(header, ed25519.sign(header.bytes, a1.secretKey)),
    ]
    for (const other of forged) expect(verify(other, genesis)).toBe('SEAL_SIGNATURE')
  })

  test('is not filled in with another’s key: that is a bug', async () => {
    await expect(engine.seal(header, sealingKey(a2), async () => undefined)).rejects.toThrow('own producer')
  })
})

describe('weight', () => {
  test('of a block in turn is more than of one out of turn, and less for each that is passed over', async () => {
    const inTurn = await chain.seal(genesis, [], { by: [a1] })
    const out = await chain.seal(genesis, [], { by: [a2] })
    const further = await chain.seal(genesis, [], { by: [a3] })
    expect([inTurn, out, further].map(({ header }) => engine.weight(header))).toEqual([128n, 127n, 126n])

    const prefers = (a: BuiltBlock, b: BuiltBlock) => isPreferred(engine, recorded(a), recorded(b))
    expect(prefers(inTurn, out)).toBe(true)
    expect(prefers(out, inTurn)).toBe(false)
    expect(prefers(out, further)).toBe(true)
  })

  test('of two blocks is more than of one, however many they pass over', async () => {
    const weigh = (offset: number) => engine.weight(claim(genesis, a1, offset, 0))
    expect(2n * weigh(MAX_AUTHORITIES - 1)).toBeGreaterThan(weigh(0))

    const inTurn = await chain.seal(genesis, [], { by: [a1] })
    const alone = await chain.extend(genesis, 2, { by: [a0] })
    expect(isPreferred(engine, recorded(lastOf(alone)), recorded(inTurn))).toBe(true)
  })

  test('that is equal leaves the first seen', async () => {
    const one = await chain.seal(genesis, [], { by: [a1] })
    const other = await chain.seal(genesis, [], { by: [a1], from: genesis.header.timestamp + SPACING + 1 })
    expect(one.header.id).not.toBe(other.header.id)
    expect(isPreferred(engine, recorded(other), recorded(one))).toBe(false)
    expect(isPreferred(engine, recorded(one), recorded(other))).toBe(false)
  })
})
