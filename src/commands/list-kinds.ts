import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { coins, height, integer, type Kind, text } from './kinds.ts'
import { MAX_LIST } from './limits.ts'
import { readValue } from './read-value.ts'

/** Several values: separated by commas on the line, or a list as input. Messages count them from 1. */
export function listOf<T>(item: Kind<T>): Kind<T[]> {
  const all = (values: readonly unknown[], field: string): Result<T[], Failure> => {
    if (values.length > MAX_LIST) return fail('VALUE_BAD', `${field}: more than ${MAX_LIST} are not read`)
    const items: T[] = []
    for (const [i, value] of values.entries()) {
      const read = readValue(item, value, `${field}: ${i + 1}`)
      if (!read.ok) return read
      items.push(read.value)
    }
    return ok(items)
  }

  return {
    label: `${item.label},…`,
    parse: (line, field) => all(line.trim() === '' ? [] : line.split(',').map(part => part.trim()), field),
    read: (value, field) =>
      Array.isArray(value) ? all(value, field) : fail('VALUE_BAD', `${field}: it is not a list; write [ ]`),
  }
}

/** A few values by name: separated by `=` on the line, in the order of `fields`, or a record as input. */
export function recordOf<T extends Readonly<Record<string, unknown>>>(
  fields: {
    readonly [Name in keyof T]: Kind<T[Name]>
  },
): Kind<T> {
  const names = Object.keys(fields)
  const label = names.join('=')
  const entries = (values: ReadonlyMap<string, unknown>, field: string): Result<T, Failure> => {
    const record: Record<string, unknown> = {}
    for (const name of names) {
      const read = readValue(fields[name] as Kind<unknown>, values.get(name), `${field}, ${name}`)
      if (!read.ok) return read
      record[name] = read.value
    }
    // Every name of `fields` was read by its kind.
    return ok(record as T)
  }

  return {
    label,
    parse(line, field) {
      const parts = line.split('=').map(part => part.trim())
      if (parts.length !== names.length) return fail('VALUE_BAD', `${field}: "${line}" is not ${label}`)
      return entries(new Map(names.map((name, i) => [name, parts[i]])), field)
    },
    read(value, field) {
      const strange = Object.keys(value).find(name => !names.includes(name))
      if (strange === undefined) return entries(new Map(Object.entries(value)), field)
      return fail('VALUE_BAD', `${field}: "${strange}" is unknown; give ${names.join(' and ')}`)
    },
  }
}

/** Addresses, or names of own ones. */
export const addresses = listOf<string>({ ...text, label: 'address' })

/** The balance or stake of each address at height 0. */
export const balances = listOf(
  recordOf<{ address: string; amount: bigint }>({ address: text, amount: coins }),
)

/** Versions of the rules and the heights at which they take effect. */
export const activations = listOf(
  recordOf<{ version: number; height: number }>({ version: integer(0, 1_000_000), height }),
)
