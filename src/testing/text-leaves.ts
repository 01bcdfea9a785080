/** The position of a text in plain data: the names and indexes that lead to it. */
export interface TextLeaf {
  readonly path: readonly (string | number)[]
  readonly text: string
}

/** All texts in it, except the names of fields. */
export function textLeaves(value: unknown, path: TextLeaf['path'] = []): TextLeaf[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((item, i) => textLeaves(item, [...path, i]))
  if (!isPlain(value)) return []
  return Object.entries(value).flatMap(([name, item]) => textLeaves(item, [...path, name]))
}

/** A copy with another value at that position. */
export function withLeaf<T>(value: T, [step, ...rest]: TextLeaf['path'], leaf: unknown): T {
  if (step === undefined) return leaf as T
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>
  copy[step] = withLeaf(copy[step], rest, leaf)
  return copy as T
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
