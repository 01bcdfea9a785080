declare const brand: unique symbol

/** A value that only its parse function can make: `Brand<string, 'BlockId'>` does not mix with any other string. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
