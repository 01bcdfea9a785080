/**
 * What the protocol's encoding can say. Integers are decoded as `bigint`, always; `encode` of codec.ts also takes safe integer `number`s,
 * which have the same bytes. There are no floats, no `undefined` and no tags (so no CIDs).
 */
export type CborValue =
  | bigint
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue }
