/**
 * What a contract can store, take and give: the values that mean the same everywhere. Numbers are safe integers; `bigint` and `number` stay
 * what they are; objects are plain, and the order of their fields does not count.
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
