/** A small program for every engine to come to the same result, gas and error with: the body of a method without parameters. */
export type Program = readonly [name: string, body: string]

/** Programs that are one expression each, told apart by it. */
export const expressions = (...sources: readonly string[]): Program[] =>
  sources.map(source => [source, `return ${source}`])
