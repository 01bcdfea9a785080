import { fail, ok } from '#lib/result.ts'
import { field } from './field.ts'

/** Readers of plain values: text, numbers, booleans, one of several words, files. */

/** Any text. */
export const text = field<string, string>((value, name) =>
  typeof value === 'string' ? ok(value) : fail('VALUE_BAD', `${name}: give it as text`),
)

/** True or false. */
export const truth = field<boolean, boolean>((value, name) =>
  typeof value === 'boolean' ? ok(value) : fail('VALUE_BAD', `${name}: give true or false`),
)

/** A number whose bounds the handler checks. */
export const number = field<number, number>((value, name) =>
  typeof value === 'number' ? ok(value) : fail('VALUE_BAD', `${name}: give it as a number`),
)

/** A large number whose bounds the handler checks. */
export const large = field<bigint, bigint>((value, name) =>
  typeof value === 'bigint' ? ok(value) : fail('VALUE_BAD', `${name}: give it as a bigint`),
)

/** A whole number from `min` to `max`. */
export const whole = (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  field<number, number>((value, name) => {
    if (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max) return ok(Number(value))
    const bounds = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`
    return fail('VALUE_BAD', `${name}: give a whole number ${bounds}`)
  })

/** A whole number from 0: a limit of a list, a number of bytes, or an index. */
export const count = whole()

/** One of these words. */
export const oneOf = <Word extends string>(...words: readonly Word[]) =>
  field<Word, Word>((value, name) => {
    const word = words.find(each => each === value)
    if (word !== undefined) return ok(word)
    return fail('VALUE_BAD', `${name}: "${String(value).slice(0, 40)}" is none of ${words.join(', ')}`)
  })

/** The content of a file. */
export const file = field<Blob, Blob>((value, name) =>
  value instanceof Blob ? ok(value) : fail('VALUE_BAD', `${name}: give a file, a Blob`),
)

/** Arguments of a contract, which the contract's rules check. */
export const contractValues = field<readonly unknown[], readonly unknown[]>(
  (value, name) =>
    Array.isArray(value)
      ? ok(value)
      : fail('ARGUMENTS_BAD', `${name}: give a list of values, such as [1, "two"]`),
  'ARGUMENTS_BAD',
)
