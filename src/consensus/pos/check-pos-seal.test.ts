import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { type Amount, COIN } from '#chain/amount.ts'
import type { Header, Seal } from '#chain/block/header.ts'
import { assembleHeader, sealingBytes, withLastSealField } from '#chain/block/header-codec.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, recorded } from '#testing/sealed-chain.ts'
import { createSlotTickets } from '#testing/slot-tickets.ts'
import { StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { output, prove } from '../vrf.ts'
import { slotAlpha } from './lottery.ts'
import { type PosSeal, sealOf } from './pos-seal.ts'

const [alice, bob, carol, dave] = [1, 2, 3, 4].map(testAccount) as [
  TestAccount,
  TestAccount,
  TestAccount,
  TestAccount,
]
const stakers = [alice, bob, carol]
const SPACING = 10_000

const params = stakeNetwork({
  stakes: [
    [alice, 50n],
    [bob, 30n],
    [carol, 20n],
  ],
  rich: [alice, bob, carol, dave],
})
const chain = createSealedChain(params)
const { engine, genesis } = chain
const ledger = new StakeLedger(params)
const { slots, slotOf, alphaOn, shareOn, slotThat, craft } = createSlotTickets(chain)

const act = (by: TestAccount, nonce: number, payload: Payload) =>
  transactionOf(params, by, payload, { nonce })
const coins = (amount: bigint) => (amount * COIN) as Amount

const verify = (header: Header, parent: BuiltBlock) => {
  const result = engine.verify(header, recorded(parent))
  return result.ok ? 'accepted' : result.error.code
}
const authorise = (header: Header, parent: BuiltBlock) => {
  const result = engine.authorise(header, parent.state, ancestryOf(parent))
  return result.ok ? 'accepted' : result.error.code
}

describe('a seal', async () => {
  const parent = await chain.seal(genesis, [], { by: stakers })
  const share = shareOn(parent, alice, slotOf(parent) + 1)
  const slot = slotThat(parent, alice, share, true, slotOf(parent) + 2)
  const good = craft(parent, alice, slot)
  const claiming = (claims: Partial<PosSeal> & { timestamp?: number }) =>
    verify(craft(parent, alice, slot, claims), parent)

  test('of a slot that was won holds at any time of the slot', () => {
    const start = slots.startOf(slot)
    expect([verify(good, parent), authorise(good, parent)]).toEqual(['accepted', 'accepted'])
    expect(claiming({ timestamp: start + SPACING - 1 })).toBe('accepted')
    expect(claiming({ timestamp: start + SPACING })).toBe('SEAL_SLOT')
    expect(claiming({ timestamp: start - 1 })).toBe('SEAL_SLOT')
  })

  test('names the slot of its timestamp, after the parent’s', () => {
    expect(claiming({ slot: slot + 1 })).toBe('SEAL_SLOT')
    expect(claiming({ slot: slot - 1 })).toBe('SEAL_SLOT')
    const again = craft(parent, alice, slotOf(parent), { timestamp: slots.startOf(slotOf(parent)) + 9999 })
    expect(verify(again, parent)).toBe('SEAL_SLOT')
    expect(verify(craft(parent, alice, slotOf(parent) - 1), parent)).toBe('SEAL_SLOT')
  })

  test('has a proof by its producer, for its slot and its epoch’s seed', () => {
    const proofBy = (account: TestAccount, of: number) => prove(account.secretKey, alphaOn(parent, of))
    expect(claiming({ proof: proofBy(alice, slot + 1) })).toBe('SEAL_PROOF')
    expect(claiming({ proof: proofBy(bob, slot) })).toBe('SEAL_PROOF')
    expect(claiming({ proof: new Uint8Array(80) })).toBe('SEAL_PROOF')
    const otherSeed = slotAlpha('00'.repeat(32), slot)
    expect(claiming({ proof: prove(alice.secretKey, otherSeed) })).toBe('SEAL_PROOF')
    expect(claiming({ proof: proofBy(alice, slot) })).toBe('accepted')
  })

  test('has an output below the threshold', () => {
    const lost = slotThat(parent, alice, share, false)
    expect(verify(craft(parent, alice, lost), parent)).toBe('SEAL_THRESHOLD')
    expect(claiming({ stake: 0n as Amount })).toBe('SEAL_THRESHOLD')
    expect(claiming({ stake: (share.total + 1n) as Amount })).toBe('SEAL_THRESHOLD')
    expect(claiming({ stake: 0n as Amount, total: 0n as Amount })).toBe('SEAL_THRESHOLD')

    // exactly at the threshold, with the largest numbers of a seal
    const beta = BigInt(`0x${bytesToHex(output(alice.secretKey, alphaOn(parent, slot)))}`)
    const total = (2n ** 63n - 1n) as Amount
    const least = ((beta * total) / 2n ** 512n + 1n) as Amount
    expect(claiming({ stake: least, total })).toBe('accepted')
    expect(claiming({ stake: (least - 1n) as Amount, total })).toBe('SEAL_THRESHOLD')
  })

  test('claims the stake and the total of the state', () => {
    const claim = (claims: Partial<PosSeal>) => {
      const header = craft(parent, alice, slot, claims)
      expect(verify(header, parent)).toBe('accepted')
      return authorise(header, parent)
    }
    expect(claim({ stake: share.total })).toBe('SEAL_STAKE')
    expect(claim({ stake: (share.stake + 1n) as Amount })).toBe('SEAL_STAKE')
    expect(claim({ total: (share.total - 1n) as Amount })).toBe('SEAL_STAKE')
    // the same chance with more weight
    const many = 1000n
    const heavy = { stake: (share.stake * many) as Amount, total: (share.total * many) as Amount }
    expect(claim(heavy)).toBe('SEAL_STAKE')
  })

  test('of an address without a stake is rejected, whatever it claims', () => {
    const stranger = testAccount(99)
    const all = craft(parent, stranger, slot, { stake: share.total })
    expect([verify(all, parent), authorise(all, parent)]).toEqual(['accepted', 'SEAL_STAKE'])
    expect(verify(craft(parent, stranger, slot), parent)).toBe('SEAL_THRESHOLD')
  })

  test('is signed by its producer', () => {
    const signature = ed25519.sign(sealingBytes(good), bob.secretKey)
    expect(verify(withLastSealField(good, signature), parent)).toBe('SEAL_SIGNATURE')
    expect(verify(assembleHeader({ ...good, producer: bob.address }), parent)).toBe('SEAL_SIGNATURE')
    const later = { ...good, timestamp: (good.timestamp + 1) as UnixMs }
    expect(verify(assembleHeader(later), parent)).toBe('SEAL_SIGNATURE')
  })

  test('has eight fields of their kinds', () => {
    const { seal: whole } = good
    const [proof, signature] = whole.slice(-2) as [Uint8Array, Uint8Array]
    const odd: Seal[] = [
      whole.slice(0, -1),
      whole.with(6, proof.slice(1)),
      whole.with(7, signature.slice(1)),
      whole.with(2, 2n ** 63n),
      ...[0, 3, 4, 5].map(i => whole.with(i, 2n ** 53n)),
      ...[0, 3, 4, 5].map(i => whole.with(i, proof)),
    ]
    for (const seal of odd) {
      expect(verify(assembleHeader({ ...good, seal }), parent)).toBe('SEAL_SCHEMA')
      expect(authorise(assembleHeader({ ...good, seal }), parent)).toBe('SEAL_SCHEMA')
      expect(engine.offenceKey(assembleHeader({ ...good, seal }))).toBeUndefined()
    }
  })
})

describe('a stake in the lottery', async () => {
  const first = await chain.seal(genesis, [act(dave, 0, { kind: 'stake', amount: coins(100n) })], {
    by: stakers,
  })

  test('counts from two epochs later on, exactly', () => {
    const claimed = { stake: coins(100n), total: coins(200n) }
    const early = slotThat(first, dave, claimed, true, 10)
    expect(slots.epochOf(early)).toBe(1)
    expect(authorise(craft(first, dave, early, claimed), first)).toBe('SEAL_STAKE')
    expect(verify(craft(first, dave, early), first)).toBe('SEAL_THRESHOLD')

    const counted = slotThat(first, dave, claimed, true, 20)
    const header = craft(first, dave, counted)
    expect(sealOf(header)).toMatchObject(claimed)
    expect([verify(header, first), authorise(header, first)]).toEqual(['accepted', 'accepted'])
    // and the others' tickets are drawn against it
    expect(shareOn(first, alice, 19)).toEqual({ stake: coins(50n), total: coins(100n) })
    expect(shareOn(first, alice, 20)).toEqual({ stake: coins(50n), total: coins(200n) })
  })

  test('that was slashed wins nothing from the next block on', async () => {
    const evidence = act(dave, 1, ledger.evidence(alice, 1))
    const slashed = await chain.seal(first, [evidence], { by: [bob] })
    expect(slashed.applied?.receipts).toMatchObject([{ status: 'applied' }])

    const was = shareOn(first, alice, slotOf(slashed))
    const slot = slotThat(slashed, alice, was, true)
    const header = craft(slashed, alice, slot, was)
    expect([verify(header, slashed), authorise(header, slashed)]).toEqual(['accepted', 'SEAL_STAKE'])
    expect(verify(craft(slashed, alice, slot), slashed)).toBe('SEAL_THRESHOLD')
    // the others fill the slots
    expect(shareOn(slashed, bob, slot)).toEqual({ stake: coins(30n), total: coins(50n) })
    const next = await chain.seal(slashed, [], { by: stakers })
    expect([bob, carol].some(({ address }) => bytesEqual(address, next.header.producer))).toBe(true)
  })
})
