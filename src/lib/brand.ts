declare const brand: unique symbol

/**
 * A value that only its parse function can make: `Brand<string, 'BlockId'>` does not mix with any other
 * string. The name is a key, not a value, so that a type may have two brands (a `BlockId` is a `Hash`)
 * without becoming `never`, which would be assignable to everything.
 */
export type Brand<T, Name extends string> = T & { readonly [brand]: { readonly [Key in Name]: true } }
