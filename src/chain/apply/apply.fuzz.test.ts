import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BuiltBlock,
  createChainBuilder,
  testAccount,
  testNetwork,
  transferOf,
} from '../../testing/chain-builder.ts'
import { COIN } from '../amount.ts'
import { decodeAccount, readAccount } from '../state/account.ts'
import type { State } from '../state/state.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { applyTransaction } from './apply-transaction.ts'
import { decodeJournal, encodeJournal, undoBlock } from './journal.ts'

const PEOPLE = Array.from({ length: 5 }, (_, n) => testAccount(n))
const params = testNetwork({}, PEOPLE.slice(0, 3))
const chain = createChainBuilder(params)

const person = fc.nat({ max: PEOPLE.length - 1 })
const payment = fc.record({
  from: person,
  to: person,
  amount: fc.bigInt({ min: 1n, max: 600n * COIN }),
  fee: fc.bigInt({ min: 0n, max: 10n }),
})
const script = fc.array(fc.record({ producer: person, payments: fc.array(payment, { maxLength: 6 }) }), {
  minLength: 1,
  maxLength: 8,
})

/** The payments of one block that its state allows, signed. */
function affordable(
  state: State,
  payments: readonly (typeof payment extends fc.Arbitrary<infer P> ? P : never)[],
) {
  const transactions: Transaction[] = []
  let current = state
  for (const { from, to, amount, fee } of payments) {
    const sender = PEOPLE[from] as (typeof PEOPLE)[number]
    const recipient = PEOPLE[to] as (typeof PEOPLE)[number]
    const { nonce } = readAccount(current, sender.address)
    const tx = transferOf(params, sender, { to: recipient.address, amount, fee, nonce })
    const applied = applyTransaction(current, tx)
    if (!applied.ok) continue
    current = applied.value.state
    transactions.push(tx)
  }
  return transactions
}

const supply = (state: State) =>
  [...state.entries()].reduce((sum, [, value]) => sum + decodeAccount(value).balance, 0n)

test('n blocks applied and undone end in the identical state, and no coin appears or vanishes', () => {
  fc.assert(
    fc.property(script, blocks => {
      const built: BuiltBlock[] = [chain.genesis]
      let issued = supply(chain.genesis.state)
      for (const { producer, payments } of blocks) {
        const parent = built.at(-1) as BuiltBlock
        const address = (PEOPLE[producer] as (typeof PEOPLE)[number]).address
        const block = chain.build(parent, affordable(parent.state, payments), { producer: address })
        issued += block.applied?.reward ?? 0n
        expect(supply(block.state)).toBe(issued)
        built.push(block)
      }

      let state = (built.at(-1) as BuiltBlock).state
      for (let i = built.length - 1; i > 0; i--) {
        const journal = decodeJournal(encodeJournal(built[i]?.applied?.journal ?? []))
        if (!journal.ok) throw new Error(journal.error.message)
        state = undoBlock(state, journal.value)
        expect(state.root()).toBe(built[i - 1]?.state.root())
      }
      expect([...state.entries()]).toEqual([...chain.genesis.state.entries()])
    }),
    { numRuns: 40 },
  )
})
