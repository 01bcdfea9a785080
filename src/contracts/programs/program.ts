/**
 * A small program with the same result, gas and error on every engine: the body of a method without
 * parameters.
 */
export type Program = readonly [name: string, body: string]

/** Programs of one expression each, which is also their name. */
export const expressions = (...sources: readonly string[]): Program[] =>
  sources.map(source => [source, `return ${source}`])
