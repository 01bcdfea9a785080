import { addressFromBytes } from '#chain/address.ts'
import { encode } from '#chain/codec.ts'
import { digest } from '#chain/hash.ts'
import { accountKey } from '#chain/state/account.ts'
import { type StateEntry, stateFromEntries } from '#chain/state/state.ts'
import { median } from './row.ts'

/** The result of {@link measureState}, in milliseconds. */
export interface StateTimes {
  /** A block's changes to {@link CHANGES} of {@link ENTRIES} entries, and the root after them. */
  readonly changeMs: number
  /** A state of {@link ENTRIES} entries and its root, from the entries as they are stored. */
  readonly openMs: number
}

const ENTRIES = 100_000
const CHANGES = 2_000
const ROUNDS = 6

/** The state tree, which is in memory: the database is not used. Medians. It takes about 10 seconds. */
export async function measureState(): Promise<StateTimes> {
  const entries = Array.from({ length: ENTRIES }, (_, i) => accountEntry(i, i))
  const opening: number[] = []
  const changing: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise(resolve => setTimeout(resolve))
    const began = performance.now()
    const state = stateFromEntries(entries)
    state.root()
    const opened = performance.now()
    opening.push(opened - began)

    // Spread over all accounts, a tenth of them new, and others in every round.
    const changes = Array.from({ length: CHANGES }, (_, i) =>
      accountEntry((i * 55 + round * 9) % (ENTRIES * 1.1), i + ENTRIES),
    )
    const changed = performance.now()
    state.with(changes).root()
    changing.push(performance.now() - changed)
  }
  return { changeMs: median(changing), openMs: median(opening) }
}

/** As large as an account's entry. */
const accountEntry = (account: number, balance: number): StateEntry => [
  accountKey(addressFromBytes(digest(encode(account)))),
  encode([BigInt(balance) * 1_000_000n, balance & 1023]),
]
