import { createByteReader } from './byte-reader.ts'
import { findSection, SECTION, type Section } from './sections.ts'
import { WasmFormatError } from './wasm-format-error.ts'

/** The declarations of a module that its code refers to by number. */
export interface Declarations {
  readonly types: readonly FunctionType[]
  /** The type's index of each function that has a body here. */
  readonly functionTypes: readonly number[]
  /** Imported and own globals: the index of the next one. */
  readonly globalCount: number
}

export interface FunctionType {
  readonly parameterCount: number
  readonly results: Uint8Array
}

export function readDeclarations(sections: readonly Section[]): Declarations {
  return {
    types: readTypes(findSection(sections, SECTION.type)),
    functionTypes: readFunctionTypes(findSection(sections, SECTION.function)),
    globalCount:
      countImportedGlobals(findSection(sections, SECTION.import)) +
      countEntries(findSection(sections, SECTION.global)),
  }
}

const countEntries = (body: Uint8Array | undefined): number => (body ? createByteReader(body).u32() : 0)

function readTypes(body: Uint8Array | undefined): FunctionType[] {
  if (!body) return []
  const reader = createByteReader(body)
  return Array.from({ length: reader.u32() }, () => {
    if (reader.byte() !== 0x60) throw new WasmFormatError('a type is not that of a function')
    const parameterCount = reader.u32()
    reader.skip(parameterCount)
    return { parameterCount, results: reader.take(reader.u32()) }
  })
}

function readFunctionTypes(body: Uint8Array | undefined): number[] {
  if (!body) return []
  const reader = createByteReader(body)
  return Array.from({ length: reader.u32() }, () => reader.u32())
}

function countImportedGlobals(body: Uint8Array | undefined): number {
  if (!body) return 0
  const reader = createByteReader(body)
  let globals = 0
  for (let left = reader.u32(); left > 0; left--) {
    reader.skip(reader.u32())
    reader.skip(reader.u32())
    const kind = reader.byte()
    if (kind === 0) reader.u32()
    else if (kind === 1 || kind === 2) skipLimits(reader, kind === 1)
    else if (kind === 3) {
      reader.skip(2)
      globals++
    } else throw new WasmFormatError(`an import has the unknown kind ${kind}`)
  }
  return globals
}

/** A table's limits follow its element type; a memory's stand alone. */
function skipLimits(reader: ReturnType<typeof createByteReader>, isTable: boolean): void {
  if (isTable) reader.byte()
  const flags = reader.byte()
  reader.u32()
  if (flags & 1) reader.u32()
}
