import type { StateChange } from '#chain/state/state-draft.ts'
import type { StateRow } from './rows.ts'
import type { ChainDatabase } from './schema.ts'

/** Entries of a state in the order of their keys, which the state in memory does not have. */
export interface StateRows {
  /** At most `limit` rows with `from` ≤ key < `below`, ascending. */
  range(from: string, below: string, limit: number): Promise<StateRow[]>
  values(keys: readonly string[]): Promise<(Uint8Array | undefined)[]>
}

/** The entries of the tip's state in the database. */
export const databaseRows = (db: ChainDatabase): StateRows => ({
  range: (from, below, limit) => db.state.where('key').between(from, below).limit(limit).toArray(),
  values: async keys => (await db.state.bulkGet([...keys])).map(row => row?.value),
})

/** The same with changes that are not in it; the last change of a key counts. */
export function changedRows(rows: StateRows, changes: readonly StateChange[]): StateRows {
  const changed = new Map(changes)
  return {
    async range(from, below, limit) {
      const own = [...changed.keys()].filter(key => from <= key && key < below)
      const found = new Map<string, Uint8Array | undefined>()
      for (const { key, value } of await rows.range(from, below, limit + own.length)) found.set(key, value)
      for (const key of own) found.set(key, changed.get(key))
      return [...found]
        .flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .slice(0, limit)
    },
    async values(keys) {
      const stored = await rows.values(keys)
      return keys.map((key, i) => (changed.has(key) ? changed.get(key) : stored[i]))
    },
  }
}
