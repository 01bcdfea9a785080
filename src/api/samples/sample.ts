import type { CallArgs, CallName, CallResult } from '../calls.ts'

/**
 * One of every call of a group, with every optional field present. A call without a sample does not compile.
 */
export type Samples<Group> = {
  [Name in keyof Group & CallName]: { args: CallArgs<Name>; result: CallResult<Name> }
}
