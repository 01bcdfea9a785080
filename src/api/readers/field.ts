import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { OwnAddress } from '#wallet/wallet.ts'

/** What a reader may ask of the node: whose name a text is. */
export interface Names {
  find(nameOrAddress: string): Result<OwnAddress, Failure>
}

/**
 * One argument of a call: what a caller may give, and how it becomes what a handler gets. `read` says what is
 * wrong with a value in words that begin with the name of the field and end with the remedy. It knows no
 * state of the chain.
 */
export interface Field<Given, Read, Optional extends boolean = boolean> {
  readonly read: (value: unknown, name: string, names: Names) => Result<Read, Failure>
  /** Codes that `read` fails with, beside those of every call. */
  readonly codes: readonly string[]
  readonly isOptional: Optional
  /** A type, never a value. */
  readonly given?: Given
}

export type Fields = Readonly<Record<string, Field<unknown, unknown>>>

type GivenTo<F> = F extends Field<infer Given, unknown> ? Given : never
type ReadFrom<F> = F extends Field<unknown, infer Read> ? Read : never
type Needed<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Field<unknown, unknown, true> ? never : Name
}[keyof F]
type Flat<T> = { [Key in keyof T]: T[Key] }

/** The arguments as a caller gives them. */
export type Given<F extends Fields> = Flat<
  { [Name in Needed<F>]: GivenTo<F[Name]> } & {
    [Name in Exclude<keyof F, Needed<F>>]?: GivenTo<F[Name]>
  }
>

/** The arguments as a handler gets them. */
export type Read<F extends Fields> = Flat<
  { [Name in Needed<F>]: ReadFrom<F[Name]> } & {
    [Name in Exclude<keyof F, Needed<F>>]?: ReadFrom<F[Name]>
  }
>

/** A field that must be given. */
export const field = <G, R>(read: Field<G, R>['read'], ...codes: readonly string[]): Field<G, R, false> => ({
  read,
  codes,
  isOptional: false,
})

/** The same field, which may be left out. */
export const optional = <G, R>({ read, codes }: Field<G, R>): Field<G, R, true> => ({
  read,
  codes,
  isOptional: true,
})

/**
 * Reads each field of `args` by its name; what is no field is left behind, and what is absent stays absent.
 */
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

/** An object with these fields; they are named `steps[0].method`. */
export const record = <F extends Fields>(fields: F): Field<Given<F>, Read<F>, false> =>
  field((value, name, names) => readFields(fields, value, names, name && `${name}.`), ...codesOf(fields))

/** A list of at most `max` values, which are named by their place. */
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
