import type { Failure, Result } from '#lib/result.ts'
import type { ErrorCode } from './errors/error-codes.ts'
import { type Field, type Fields, type Input, type Names, type Read, readFields } from './readers/field.ts'

/**
 * The definition of a call. Its docblock describes it; `takes` lists its arguments with their readers,
 * `gives` its result and its error codes, in addition to those of its readers and of every call. All but the
 * readers are types, which cost the app no bytes.
 */
export interface Call<
  Args = unknown,
  ReadArgs = unknown,
  Gives = unknown,
  Code extends ErrorCode = ErrorCode,
> {
  readonly read: (args: unknown, names: Names) => Result<ReadArgs, Failure>
  /** Error codes of its readers. */
  readonly codes: readonly string[]
  /** Types, never values. */
  readonly types?: { readonly args: Args; readonly gives: Gives; readonly code: Code }
}

/** `takes({ name: text }).gives<AddressResult, 'NAME_TAKEN'>()` */
export function takes<F extends Fields>(fields: F) {
  return {
    gives: <Gives, Code extends ErrorCode = never>(): Call<Input<F>, Read<F>, Gives, Code> => ({
      read: (args, names) => readFields(fields, args, names),
      codes: Object.values(fields).flatMap(({ codes }) => codes),
    }),
  }
}

/** Like {@link takes}, for a call whose arguments have one of several shapes. */
export function takesOne<G, R>({ read, codes }: Field<G, R>) {
  return {
    gives: <Gives, Code extends ErrorCode = never>(): Call<G, R, Gives, Code> => ({
      read: (args, names) => read(args, '', names),
      codes,
    }),
  }
}
