import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { OwnAddress } from '#wallet/wallet.ts'

/** Looks up own addresses by name, for readers. */
export interface Names {
  find(nameOrAddress: string): Result<OwnAddress, Failure>
}

/**
 * One argument of a call, and its conversion from the caller's to the handler's value. A failure of `read`
 * has a message that begins with the name of the field and ends with the remedy. It does not use the state of
 * the chain.
 */
export interface Field<Input, Read, Optional extends boolean = boolean> {
  readonly read: (value: unknown, name: string, names: Names) => Result<Read, Failure>
  /** Error codes of `read`, in addition to those of every call. */
  readonly codes: readonly string[]
  readonly isOptional: Optional
  /** A type, never a value. */
  readonly input?: Input
}

export type Fields = Readonly<Record<string, Field<unknown, unknown>>>

type InputOf<F> = F extends Field<infer Input, unknown> ? Input : never
type ReadFrom<F> = F extends Field<unknown, infer Read> ? Read : never
type Needed<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Field<unknown, unknown, true> ? never : Name
}[keyof F]
type Flat<T> = { [Key in keyof T]: T[Key] }

/** The arguments as a caller passes them. */
export type Input<F extends Fields> = Flat<
  { [Name in Needed<F>]: InputOf<F[Name]> } & {
    [Name in Exclude<keyof F, Needed<F>>]?: InputOf<F[Name]>
  }
>

/** The arguments as a handler receives them. */
export type Read<F extends Fields> = Flat<
  { [Name in Needed<F>]: ReadFrom<F[Name]> } & {
    [Name in Exclude<keyof F, Needed<F>>]?: ReadFrom<F[Name]>
  }
>

/** A required field. */
export const field = <G, R>(read: Field<G, R>['read'], ...codes: readonly string[]): Field<G, R, false> => ({
  read,
  codes,
  isOptional: false,
})

/** The same field as an optional one. */
export const optional = <G, R>({ read, codes }: Field<G, R>): Field<G, R, true> => ({
  read,
  codes,
  isOptional: true,
})

/** Reads each field of `args` by its name. Unknown entries are dropped, and absent fields stay absent. */
export function readFields<F extends Fields>(
  fields: F,
  args: unknown,
  names: Names,
  prefix = '',
): Result<Read<F>, Failure> {
  if (typeof args !== 'object' || args === null) {
    return fail('ARGUMENTS_BAD', `${prefix || 'arguments'}: give an object with ${Object.keys(fields)}`)
  }
  const read: Record<string, unknown> = {}
  for (const [name, { read: readField, isOptional }] of Object.entries(fields)) {
    const value = (args as Readonly<Record<string, unknown>>)[name]
    if (value === undefined && isOptional) continue
    if (value === undefined) return fail('ARGUMENT_MISSING', `${prefix}${name}: it is missing; give it`)
    const one = readField(value, prefix + name, names)
    if (!one.ok) return one
    read[name] = one.value
  }
  // Every name of `fields` was read by its own field, or is optional and absent.
  return ok(read as Read<F>)
}

const codesOf = (fields: Fields): string[] => Object.values(fields).flatMap(({ codes }) => codes)

/** An object with these fields, which messages name like `steps[0].method`. */
export const record = <F extends Fields>(fields: F): Field<Input<F>, Read<F>, false> =>
  field((value, name, names) => readFields(fields, value, names, name && `${name}.`), ...codesOf(fields))

/** A list of at most `max` values, which messages name by index. */
export const list = <G, R>(
  item: Field<G, R>,
  max: number,
  remedy: string,
): Field<readonly G[], readonly R[], false> =>
  field(
    (value, name, names) => {
      if (!Array.isArray(value)) return fail('VALUE_BAD', `${name}: give a list${remedy}`)
      if (value.length > max) return fail('VALUE_BAD', `${name}: give at most ${max} at once`)
      const items: R[] = []
      for (const [i, each] of value.entries()) {
        const read = item.read(each, `${name}[${i}]`, names)
        if (!read.ok) return read
        items.push(read.value)
      }
      return ok(items)
    },
    ...item.codes,
  )
