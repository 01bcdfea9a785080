import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '#consensus/create-engine.ts'
import { known } from '#lib/assert.ts'
import { compareBytes } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { createChainBuilder, testAccount } from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { networkIdOf } from '../genesis/network-id.ts'
import { decodeAccount, readAccount } from '../state/account.ts'
import { KEY_SPACE } from '../state/key-space.ts'
import type { State } from '../state/state.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { Payload, Transaction } from '../transaction/transaction.ts'
import { assembleTransaction } from '../transaction/transaction-codec.ts'
import { applyBlock } from './apply-block.ts'
import { applyTransaction } from './apply-transaction.ts'
import { decodeJournal, encodeJournal, undoBlock } from './journal.ts'

const people = Array.from({ length: 6 }, (_, n) => testAccount(n).address)
/** So rich that payments to it overflow. It produces no blocks. */
const WHALE = 5
const [admin, first, second, , , whale] = people as [Person, Person, Person, Person, Person, Person]
type Person = (typeof people)[number]

const params = authorityNetwork(
  { authorities: [testAccount(1)], admin: testAccount(0) },
  {
    emission: { reward: (2000n * COIN) as Amount, halvingInterval: 0 },
    allocations: [
      [admin, (100n * COIN) as Amount] as const,
      [first, (100n * COIN) as Amount] as const,
      [second, (100n * COIN) as Amount] as const,
      [whale, (MAX_AMOUNT - 300n * COIN) as Amount] as const,
    ].toSorted(([a], [b]) => compareBytes(a, b)),
  },
)
const rules = { genesis: params, engine: createEngine(params) }
const { state: start } = createChainBuilder(params).genesis
const networkId = networkIdOf(params)
/** Signatures are checked before a transaction is applied, so not here. */
const NO_SIGNATURE = new Uint8Array(64)

interface Wish {
  readonly from: number
  readonly fee: bigint
  readonly payload: Payload
}

const person = fc.nat({ max: people.length - 1 })
const address = person.map(index => known(people[index], 'person'))
const authority: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('authority' as const),
  action: fc.constantFrom('add', 'remove', 'remove', 'admin'),
  address,
})
const transfer: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('transfer' as const),
  to: address,
  amount: fc.bigInt({ min: 1n, max: 4000n * COIN }) as fc.Arbitrary<Amount>,
  memo: fc.constant(''),
})
const file: fc.Arbitrary<Payload> = fc.constant({
  kind: 'file',
  cid: Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32)),
  name: 'cat.png',
  sizeBytes: 1,
  mediaType: '',
  note: '',
})
const fee = fc.bigInt({ min: 0n, max: 10n })
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ from: person, fee, payload: fc.oneof(transfer, transfer, authority, file) }),
  },
  { weight: 1, arbitrary: fc.record({ from: fc.constant(0), fee, payload: authority }) },
)
const script = fc.array(
  fc.record({ producer: fc.nat({ max: WHALE - 1 }), wishes: fc.array(wish, { maxLength: 4 }) }),
  { minLength: 1, maxLength: 3 },
)

/** The wishes that a block may hold: all whose sender can pay, including those that then fail. */
function possible(state: State, height: number, producer: Person, wishes: readonly Wish[]): Transaction[] {
  const draft = new StateDraft(state)
  const transactions: Transaction[] = []
  for (const { from, fee, payload } of wishes) {
    const sender = known(people[from], 'sender')
    const { nonce } = readAccount(draft, sender)
    const unsigned = {
      version: 1,
      networkId,
      sender,
      nonce,
      timestamp: params.timestamp,
      fee: fee as Amount,
      payload,
    }
    const tx = assembleTransaction(unsigned, NO_SIGNATURE)
    const { timestamp } = params
    const context = { height, timestamp, producer, final: { height, timestamp } }
    if (applyTransaction(draft, tx, context, rules.engine).ok) transactions.push(tx)
  }
  return transactions
}

const supply = (state: State): bigint =>
  [...state.entries()]
    .filter(([key]) => key.startsWith(KEY_SPACE.account))
    .reduce((sum, [, value]) => sum + decodeAccount(value).balance, 0n)

/** The number of times that a payload had this outcome, over all runs. */
const outcomes = new Map<string, number>()

/**
 * Applies the blocks of a script and undoes them, with journals that went through the database, and compares
 * every root on the way.
 */
function applyAndUndo(blocks: typeof script extends fc.Arbitrary<infer S> ? S : never): void {
  const states = [start]
  const journals: Uint8Array[] = []
  let coins = supply(start)
  for (const [i, { producer: index, wishes }] of blocks.entries()) {
    const state = known(states.at(-1), 'state')
    const [height, producer] = [i + 1, known(people[index], 'producer')]
    const transactions = possible(state, height, producer, wishes)
    const timestamp = (params.timestamp + height) as UnixMs
    const applied = applyBlock(
      state,
      { transactions, producer, height, timestamp, final: { height, timestamp } },
      rules,
    )
    if (!applied.ok) throw new Error(applied.error.message)

    const { receipts, journal, reward } = applied.value
    for (const [n, { status, code }] of receipts.entries()) {
      const outcome = `${transactions[n]?.payload.kind} ${code || status}`
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    coins += reward
    expect(supply(applied.value.state)).toBe(coins)
    states.push(applied.value.state)
    journals.push(encodeJournal(journal))
  }

  let state = known(states.pop(), 'state')
  while (journals.length > 0) {
    const journal = decodeJournal(known(journals.pop(), 'journal'))
    if (!journal.ok) throw new Error(journal.error.message)
    state = undoBlock(state, journal.value)
    expect(state.root()).toBe(known(states.pop(), 'state').root())
  }
  expect(state.root()).toBe(start.root())
}

test('applied and undone, the state is the one before, and no coin appears or vanishes', () => {
  fc.assert(fc.property(script, applyAndUndo), { numRuns: effort(3_000, 100_000) })

  // the runs were not trivial
  const kinds = ['transfer applied', 'transfer OVERFLOW', 'file applied', 'authority applied']
  const failures = ['NOT_ADMIN', 'KNOWN', 'UNKNOWN', 'LAST'].map(code => `authority AUTHORITY_${code}`)
  for (const outcome of [...kinds, ...failures])
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(5)
})
