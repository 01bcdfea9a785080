/**
 * The values that the protocol's encoding has. Integers are always decoded as `bigint`; `encode` of codec.ts
 * also accepts safe integers as `number`, which have the same bytes. There are no floats, no `undefined` and
 * no tags (and so no CIDs).
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
