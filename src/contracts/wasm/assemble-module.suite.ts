import { createByteWriter } from './byte-writer.ts'
import { writeSections } from './sections.ts'

export const I32 = 0x7f
export const I64 = 0x7e
export const F32 = 0x7d
export const F64 = 0x7c

export interface FunctionPlan {
  readonly parameters?: readonly number[]
  readonly results?: readonly number[]
  readonly locals?: readonly number[]
  /** Without the last `end`. */
  readonly code: readonly number[]
}

export interface ModulePlan {
  /** Function i has type i, and is exported as `f<i>`. */
  readonly functions: readonly FunctionPlan[]
  /** Types after those of the functions: parameters and results. */
  readonly types?: readonly (readonly [readonly number[], readonly number[]])[]
  /** An imported function `host.f` of type 0 precedes the others, which keep their export names. */
  readonly importsHost?: boolean
  /** An imported, immutable i32 global `host.g`. */
  readonly importsGlobal?: boolean
  /** One page, exported as `memory`, and a passive data segment of these bytes. */
  readonly data?: readonly number[]
  /** The functions in table 0. */
  readonly table?: readonly number[]
  /** Passive element segment 1. */
  readonly elements?: readonly number[]
}

/** The bytes of a small module, assembled by hand for tests; numbers below 128 are their own LEB128. */
export function assembleModule(plan: ModulePlan): Uint8Array {
  const { functions, types = [], importsHost, importsGlobal, data, table, elements } = plan
  const shift = importsHost ? 1 : 0
  const signature = (parameters: readonly number[], results: readonly number[]) => [
    0x60,
    ...vector(parameters),
    ...vector(results),
  ]
  const imports = [
    ...(importsHost ? [[...name('host'), ...name('f'), 0, 0]] : []),
    ...(importsGlobal ? [[...name('host'), ...name('g'), 3, I32, 0]] : []),
  ]
  const exported = functions.map((_, index) => [...name(`f${index}`), 0, index + shift])
  if (data) exported.push([...name('memory'), 2, 0])

  const sections: [number, number[]][] = [
    [
      1,
      vector([
        ...functions.map(each => signature(each.parameters ?? [], each.results ?? [])),
        ...types.map(([parameters, results]) => signature(parameters, results)),
      ]),
    ],
  ]
  if (imports.length > 0) sections.push([2, vector(imports)])
  sections.push([3, vector(functions.map((_, index) => index))])
  if (table) sections.push([4, [1, 0x70, 0, table.length + 4]])
  if (data) sections.push([5, [1, 0, 1]])
  sections.push([7, vector(exported)])
  if (table) {
    const segments = [[0, 0x41, 0, 0x0b, ...vector(table)]]
    if (elements) segments.push([1, 0, ...vector(elements)])
    sections.push([9, vector(segments)])
  }
  if (data) sections.push([12, [1]])
  sections.push([10, vector(functions.map(functionBody))])
  if (data) sections.push([11, [1, 1, ...vector(data)]])
  return writeSections(sections.map(([id, body]) => ({ id, body: Uint8Array.from(body) })))
}

function functionBody({ locals = [], code }: FunctionPlan): number[] {
  return vector([...vector(locals.map(type => [1, type])), ...code, 0x0b])
}

/** A count and the entries (specification §5.1.3). */
function vector(entries: readonly (number | readonly number[])[]): number[] {
  const writer = createByteWriter()
  writer.u32(entries.length)
  return [...writer.finish(), ...entries.flat()]
}

const name = (text: string) => vector([...text].map(character => character.charCodeAt(0)))
