import type { Hash } from '#chain/ids.ts'

/** An id of one byte, as two hexadecimal digits, again and again. */
export const testId = <Id extends Hash>(byte: string): Id => byte.repeat(32) as Id

/** An id by a name, which is not the hash of anything. */
export const namedId = <Id extends Hash>(name: string): Id => name as Id
