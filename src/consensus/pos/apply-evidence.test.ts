import { describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import type { PosParameters } from '#chain/genesis/genesis.ts'
import { KNOWN_RULES } from '#chain/genesis/rules-version.ts'
import { readAccount } from '#chain/state/account.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { EvidencePayload, StakePayload, UnstakePayload } from '#chain/transaction/transaction.ts'
import { type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { LEDGER_FEE, StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { bondOfEntry } from './bond-queue.ts'
import { readOffence } from './offence.ts'
import { posSeal, sealOf } from './pos-seal.ts'
import { readStaker, readStakes, shareOf } from './stakes.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)] as const
const START = 1000n * COIN

const paramsWith = (parameters: Partial<PosParameters> = {}) =>
  stakeNetwork({
    stakes: [
      [alice, 60n],
      [bob, 40n],
    ],
    rich: [alice, bob, carol],
    parameters,
  })
const ledgerOf = (parameters?: Partial<PosParameters>) => new StakeLedger(paramsWith(parameters))
const stake = (amount: bigint) => ({ kind: 'stake', amount }) as StakePayload
const unstake = (amount: bigint) => ({ kind: 'unstake', amount }) as UnstakePayload
const codes = (receipts: readonly { code: string }[]) => receipts.map(({ code }) => code)
/** The amounts in the bonds of the queue, the oldest first. */
const bondsIn = ({ state }: StakeLedger) =>
  [...state.entries()]
    .map(([key, value]) => bondOfEntry(key, value))
    .filter(bond => bond !== undefined)
    .toSorted(([a], [b]) => a - b)
    .map(([, { amount }]) => amount)
const bondOf = ({ state }: StakeLedger, { address }: TestAccount) => readStaker(state, address).unbonding

describe('evidence', () => {
  test('takes the whole stake: half is burnt, a tenth goes to the reporter, the rest is released late', () => {
    const ledger = ledgerOf()
    const [receipt] = ledger.block(25, [carol, ledger.evidence(alice, 24)])
    expect(receipt).toMatchObject({
      status: 'applied',
      fee: LEDGER_FEE,
      events: [
        { source: 'stake', name: 'slashed', data: [alice.text, `${30n * COIN}`, `${6n * COIN}`, '24'] },
      ],
    })
    expect(ledger.balance(carol)).toBe(START + 6n * COIN - LEDGER_FEE)
    expect(ledger.balance(alice)).toBe(START)
    expect(ledger.engine.stakeOf(ledger.state, alice.address)).toBe(0n)
    expect(bondOf(ledger, alice)).toBe(24n * COIN)

    // epoch 2 + 2 + 3
    ledger.block(69)
    expect(ledger.balance(alice)).toBe(START)
    ledger.block(70)
    expect(ledger.balance(alice)).toBe(START + 24n * COIN)
    expect(readStaker(ledger.state, alice.address)).toEqual({
      staked: [],
      unbonding: 0n,
      slash: undefined,
      bond: undefined,
    })
  })

  test('takes it to the base unit: burnt is rounded up, paid is rounded down', () => {
    const ledger = ledgerOf({ burnPercent: 33, reporterPercent: 33, minStake: 1n as never })
    ledger.block(1, [carol, stake(101n)])
    const [receipt] = ledger.block(21, [bob, ledger.evidence(carol, 20)])
    // 33.33 of each
    expect(receipt?.events).toMatchObject([{ data: [carol.text, '34', '33', '20'] }])
    expect(bondOf(ledger, carol)).toBe(34n)
    expect(ledger.balance(bob)).toBe(START - LEDGER_FEE + 33n)
  })

  test('can take all: nothing is released, and with the last bond the slash is forgotten', () => {
    const ledger = ledgerOf({ burnPercent: 90, reporterPercent: 10 })
    ledger.block(5, [carol, ledger.evidence(alice, 5)])
    expect(bondOf(ledger, alice)).toBe(0n)
    expect(codes(ledger.block(39, [carol, ledger.evidence(alice, 5)]))).toEqual(['EVIDENCE_KNOWN'])
    ledger.block(50)
    expect(ledger.balance(alice)).toBe(START)
    expect(readStaker(ledger.state, alice.address).slash).toBeUndefined()
  })

  test('makes the stake count no more, in this epoch at once and in all later ones', () => {
    const ledger = ledgerOf()
    // changes of the next two epochs are undone with it, each in its own epoch
    ledger.block(1, [alice, stake(10n * COIN)], [carol, stake(50n * COIN)])
    ledger.block(11, [alice, unstake(30n * COIN)], [bob, stake(5n * COIN)])
    ledger.block(12, [carol, ledger.evidence(alice, 12)])
    const coins = (amount: bigint) => amount / COIN
    const shares = (who: TestAccount) => [1, 2, 3, 4].map(epoch => shareOf(ledger.state, who.address, epoch))
    expect(shares(alice).map(({ stake }) => coins(stake))).toEqual([0n, 0n, 0n, 0n])
    expect(shares(bob).map(({ stake }) => coins(stake))).toEqual([40n, 40n, 45n, 45n])
    expect(shares(bob).map(({ total }) => coins(total))).toEqual([40n, 90n, 95n, 95n])
    // 40 at stake and 30 in a bond
    expect(coins(bondOf(ledger, alice))).toBe(28n)
  })

  test('takes bonds too, which then are not released in their epoch', () => {
    const ledger = ledgerOf()
    ledger.block(1, [alice, unstake(60n * COIN)])
    const [receipt] = ledger.block(45, [carol, ledger.evidence(alice, 19)])
    expect(receipt?.events).toMatchObject([{ data: [alice.text, `${30n * COIN}`, `${6n * COIN}`, '19'] }])
    const { balance } = readAccount(ledger.state, alice.address)
    ledger.block(50)
    expect(readAccount(ledger.state, alice.address).balance).toBe(balance)
    expect(bondOf(ledger, alice)).toBe(24n * COIN)
    ledger.block(90)
    expect(readAccount(ledger.state, alice.address).balance).toBe(balance + 24n * COIN)
  })

  test('takes what waits for the same epoch: the rest, and later unstaking, wait there instead', () => {
    const ledger = ledgerOf()
    ledger.block(1, [alice, unstake(10n * COIN)])
    ledger.block(12, [alice, unstake(20n * COIN)])
    ledger.block(13, [carol, ledger.evidence(alice, 13)])
    // 40 % of 60, in the bond that had 20; the one before it is forfeited
    expect(readStaker(ledger.state, alice.address)).toMatchObject({
      unbonding: 24n * COIN,
      slash: { beforeSlot: 14, bond: 1 },
      bond: 1,
    })
    ledger.block(14, [alice, stake(15n * COIN)], [alice, unstake(5n * COIN)])
    expect(bondsIn(ledger)).toEqual([10n * COIN, 29n * COIN])

    const { balance } = readAccount(ledger.state, alice.address)
    ledger.block(50)
    expect([ledger.balance(alice), bondOf(ledger, alice)]).toEqual([balance, 29n * COIN])
    ledger.block(59)
    expect(ledger.balance(alice)).toBe(balance)
    ledger.block(60)
    expect(ledger.balance(alice)).toBe(balance + 29n * COIN)
    expect(readStaker(ledger.state, alice.address)).toMatchObject({ slash: undefined, bond: undefined })
    for (let height = ledger.height; height > 0; height--) expect(ledger.undo()).toBe(true)
  })

  test('twice in an epoch leaves one bond, in a later epoch another, which takes the first', () => {
    const ledger = ledgerOf()
    ledger.block(12, [carol, ledger.evidence(alice, 12)])
    ledger.block(13, [carol, ledger.evidence(alice, 13)])
    const left = (60n * COIN * 16n) / 100n
    expect(bondsIn(ledger)).toEqual([left])
    ledger.block(21, [carol, ledger.evidence(alice, 21)])
    const last = (left * 40n) / 100n
    expect(bondsIn(ledger)).toEqual([left, last])
    expect(bondOf(ledger, alice)).toBe(last)
    ledger.block(60)
    expect(ledger.balance(alice)).toBe(START)
    ledger.block(70)
    expect(ledger.balance(alice)).toBe(START + last)
  })

  test('by the offender itself costs all but its own reward', () => {
    const ledger = ledgerOf()
    ledger.block(25, [alice, ledger.evidence(alice, 24)])
    ledger.block(70)
    expect(ledger.balance(alice)).toBe(START - LEDGER_FEE + 6n * COIN + 24n * COIN)
    // even of a single base unit, with the largest part for the reporter
    const tiny = ledgerOf({ burnPercent: 50, reporterPercent: 50, minStake: 1n as never })
    tiny.block(1, [carol, stake(1n)])
    tiny.block(20, [carol, tiny.evidence(carol, 20)])
    tiny.block(90)
    expect(tiny.balance(carol)).toBe(START - 2n * LEDGER_FEE - 1n)
  })

  test('spares the last stake, because nobody could ever make a block again', () => {
    const ledger = ledgerOf()
    ledger.block(5, [carol, ledger.evidence(alice, 5)])
    expect(codes(ledger.block(6, [carol, ledger.evidence(bob, 5)]))).toEqual(['STAKE_TOO_LARGE'])
    // once there is another stake, even one that counts later, it can be slashed
    expect(codes(ledger.block(7, [carol, stake(10n * COIN)], [carol, ledger.evidence(bob, 5)]))).toEqual([
      '',
      '',
    ])
    expect([0, 1, 2].map(epoch => shareOf(ledger.state, carol.address, epoch).total / COIN)).toEqual([
      0n,
      0n,
      10n,
    ])
  })

  test('is accepted against a staker with bonds only, though another’s is the last stake', () => {
    const ledger = ledgerOf()
    ledger.block(1, [alice, unstake(60n * COIN)])
    expect(codes(ledger.block(5, [carol, ledger.evidence(alice, 5)]))).toEqual([''])
  })
})

describe('when', () => {
  test('until the last epoch in which the bond surely waits, and no later', () => {
    // slot 9 is of epoch 0: until epoch 3
    const inTime = ledgerOf()
    expect(codes(inTime.block(39, [carol, inTime.evidence(alice, 9)]))).toEqual([''])
    const late = ledgerOf()
    expect(codes(late.block(40, [carol, late.evidence(alice, 9)]))).toEqual(['EVIDENCE_OLD'])
    expect(codes(late.block(41, [carol, late.evidence(alice, 10)]))).toEqual([''])
  })

  test('a stake that is taken out after the offence waits until the end of that time', () => {
    const ledger = ledgerOf()
    ledger.block(1, [alice, unstake(60n * COIN)])
    // it counts through epoch 1, whose offences can be reported through epoch 4; it is released in epoch 5
    expect(shareOf(ledger.state, alice.address, 1).stake).toBe(60n * COIN)
    expect(codes(ledger.block(49, [carol, ledger.evidence(alice, 19)]))).toEqual([''])
  })

  test('not before its slot', () => {
    const ledger = ledgerOf()
    expect(codes(ledger.block(20, [carol, ledger.evidence(alice, 21)]))).toEqual(['EVIDENCE_OLD'])
    expect(codes(ledger.block(21, [carol, ledger.evidence(alice, 21)]))).toEqual([''])
  })

  test('once for all earlier offences, again for later ones', () => {
    const ledger = ledgerOf()
    const same = ledger.evidence(alice, 24)
    expect(codes(ledger.block(25, [carol, same], [bob, same]))).toEqual(['', 'EVIDENCE_KNOWN'])
    expect(
      codes(
        ledger.block(
          26,
          [carol, same],
          [carol, ledger.evidence(alice, 23)],
          [carol, ledger.evidence(alice, 25)],
        ),
      ),
    ).toEqual(['EVIDENCE_KNOWN', 'EVIDENCE_KNOWN', 'EVIDENCE_KNOWN'])
    // the rest in the bond answers for the next offence
    expect(codes(ledger.block(27, [carol, ledger.evidence(alice, 26)]))).toEqual([''])
    expect(bondOf(ledger, alice)).toBe((24n * COIN * 40n) / 100n)
    ledger.block(70)
    expect(ledger.balance(alice)).toBe(START + (24n * COIN * 40n) / 100n)
  })

  test('a new stake after a slash does not answer for what was before it', () => {
    const ledger = ledgerOf({ burnPercent: 100, reporterPercent: 0 })
    const same = ledger.evidence(alice, 24)
    ledger.block(25, [carol, same])
    ledger.block(26, [alice, stake(10n * COIN)])
    expect(codes(ledger.block(27, [carol, same]))).toEqual(['EVIDENCE_KNOWN'])
    // in epoch 5 it can be reported for the last time, in epoch 7 the slash is forgotten
    expect(codes(ledger.block(59, [carol, same]))).toEqual(['EVIDENCE_KNOWN'])
    expect(codes(ledger.block(70, [carol, same]))).toEqual(['EVIDENCE_OLD'])
    expect(readStaker(ledger.state, alice.address).slash).toBeUndefined()
    expect(ledger.engine.stakeOf(ledger.state, alice.address)).toBe(10n * COIN)
  })

  test('never against an address with nothing at stake', () => {
    const ledger = ledgerOf()
    expect(codes(ledger.block(5, [bob, ledger.evidence(carol, 5)]))).toEqual(['STAKE_NOT_HELD'])
  })
})

test('evidence that fails costs the fee and the nonce, nothing else', () => {
  const ledger = ledgerOf()
  const before = readStakes(ledger.state)
  const [receipt] = ledger.block(40, [carol, ledger.evidence(alice, 9)])
  expect(receipt).toMatchObject({ status: 'failed', fee: LEDGER_FEE, events: [] })
  expect(readAccount(ledger.state, carol.address)).toEqual({ balance: START - LEDGER_FEE, nonce: 1 })
  expect(readStakes(ledger.state)).toEqual(before)
  expect(ledger.engine.stakeOf(ledger.state, alice.address)).toBe(60n * COIN)
})

test('a reporter whose balance is full gets nothing done', () => {
  const ledger = new StakeLedger({
    ...paramsWith(),
    allocations: [[carol.address, (2n ** 63n - 1n) as never]],
  })
  expect(codes(ledger.block(5, [carol, ledger.evidence(alice, 5)]))).toEqual(['OVERFLOW'])
  expect(ledger.engine.stakeOf(ledger.state, alice.address)).toBe(60n * COIN)
  expect(bondOf(ledger, alice)).toBe(0n)
})

describe('two headers are not evidence', () => {
  const ledger = ledgerOf()
  const good = (salt = 1) => ledger.header(alice, 5, salt)
  const pair = (a: { bytes: Uint8Array }, b: { bytes: Uint8Array }): EvidencePayload => ({
    kind: 'evidence',
    first: a.bytes,
    second: b.bytes,
  })
  const other = '7'.repeat(64) as never
  const shifted = { timestamp: ledger.slots.startOf(6) }
  const unsigned = () => ({ bytes: good(2).bytes.slice().fill(9, -3) })
  const sealed = posSeal({ ...sealOf(good()), slot: 6 })

  test.each<[string, () => EvidencePayload, string]>([
    ['if one is not a header', () => pair({ bytes: Uint8Array.of(1, 2) }, good()), 'the first header'],
    ['if the other is not a header', () => pair(good(), { bytes: Uint8Array.of(0x80) }), 'the second header'],
    ['if both are the same', () => pair(good(), good()), 'both headers are the same'],
    ['if they have two producers', () => pair(good(), ledger.header(bob, 5, 1)), 'they have two producers'],
    ['if they are for two slots', () => pair(good(), ledger.header(alice, 6, 1)), 'for slots 5 and 6'],
    [
      'if one names a slot that is not its own',
      () => pair(good(), ledger.header(alice, 5, 2, shifted)),
      'slot',
    ],
    [
      'if a seal is of another slot',
      () => pair(good(), ledger.header(alice, 5, 2, { seal: sealed })),
      'slot',
    ],
    [
      'if one is of another network',
      () => pair(good(), ledger.header(alice, 5, 2, { networkId: other })),
      'of another network',
    ],
    [
      'if one has no seal of this engine',
      () => pair(good(), ledger.header(alice, 5, 2, { seal: [1n, new Uint8Array()] })),
      'seal',
    ],
    ['if one is not signed by its producer', () => pair(good(), unsigned()), 'not signed by its producer'],
    [
      'if one follows rules that are not in force yet',
      () => pair(good(), ledger.header(alice, 5, 2, { version: KNOWN_RULES + 1 })),
      'version',
    ],
  ])('%s', (_name, evidence, problem) => {
    const at = ledger.height
    const payload = evidence()
    expect(codes(ledger.block(20 + at, [carol, payload]))).toEqual(['EVIDENCE_INVALID'])
    const effect = ledger.engine.effects.evidence
    const outcome = effect?.apply(new StateDraft(ledger.state), {} as never, payload, {
      height: at,
      timestamp: ledger.slots.startOf(30),
      producer: bob.address,
      final: undefined,
    })
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining(problem) } })
  })

  test('if one follows later rules than the block with the evidence, though this node knows them', () => {
    const { slots } = ledger
    const { networkId } = good()
    const read = (version: number) => readOffence(pair(good(1), good(2)), { networkId, slots, version })
    expect(read(1)).toMatchObject({ ok: true, value: { offender: alice.address, slot: 5 } })
    expect(read(0)).toMatchObject({ ok: false, error: { code: 'EVIDENCE_INVALID' } })
  })

  test('the same two, if they are right, are evidence', () => {
    expect(codes(ledger.block(39, [carol, pair(good(1), good(2))]))).toEqual([''])
  })
})

test('a slash, and blocks on it, are undone to the roots before', () => {
  const ledger = ledgerOf()
  ledger.block(1, [alice, unstake(10n * COIN)], [carol, stake(20n * COIN)])
  ledger.block(12, [carol, ledger.evidence(alice, 11)])
  ledger.block(13, [alice, stake(30n * COIN)], [bob, ledger.evidence(alice, 12)])
  ledger.block(60, [alice, stake(30n * COIN)])
  ledger.block(75, [alice, unstake(10n * COIN)])
  ledger.block(200)
  for (let height = ledger.height; height > 0; height--) expect(ledger.undo()).toBe(true)
})
