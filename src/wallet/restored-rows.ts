import type { AddressRow } from '#storage/rows.ts'
import { parseName, sameName } from './address-name.ts'
import { MAX_NAME_CHARACTERS } from './limits.ts'

/** A restored address, with its former name if that is known. */
export type RestoredKey = Pick<AddressRow, 'address' | 'index' | 'sealed'> & {
  readonly name: string | undefined
}

/**
 * The list of own addresses after a recovery: the restored ones first, then all previous ones (`kept`). A
 * previous address with the name of a restored one gets the suffix "-old"; none is lost.
 */
export function restoredRows(kept: readonly AddressRow[], restored: readonly RestoredKey[]): AddressRow[] {
  const rows: AddressRow[] = []
  for (const { name, ...key } of restored) {
    if (rows.some(({ address }) => address === key.address)) continue
    const here = kept.find(({ address }) => address === key.address)
    const wanted = name !== undefined && parseName(name).ok ? name : (here?.name ?? `main-${rows.length + 1}`)
    rows.push({ ...key, name: freeFrom(rows, wanted, ''), position: rows.length })
  }
  for (const row of kept) {
    if (rows.some(({ address }) => address === row.address)) continue
    const taken = rows.some(({ name }) => sameName(name, row.name))
    rows.push({ ...row, name: taken ? freeFrom(rows, row.name, '-old') : row.name, position: rows.length })
  }
  return rows
}

/** The name with a suffix, and with a number if that name is taken too. */
function freeFrom(rows: readonly AddressRow[], name: string, suffix: string): string {
  for (let count = 1; ; count++) {
    const end = `${suffix}${count === 1 ? '' : `-${count}`}`
    const candidate = `${[...name].slice(0, MAX_NAME_CHARACTERS - end.length).join('')}${end}`
    if (!rows.some(row => sameName(row.name, candidate))) return candidate
  }
}
