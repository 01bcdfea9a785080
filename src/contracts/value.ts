/**
 * The values that a contract can store, receive and return: those that mean the same everywhere. Numbers are
 * safe integers; `bigint` and `number` stay distinct; objects are plain, and the order of their fields does
 * not matter.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Value[]
  | { readonly [name: string]: Value }
