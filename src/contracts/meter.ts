import { createByteReader } from './wasm/byte-reader.ts'
import { createByteWriter } from './wasm/byte-writer.ts'
import { type Declarations, type FunctionType, readDeclarations } from './wasm/declarations.ts'
import { type Counters, meterFunction } from './wasm/meter-function.ts'
import {
  appendEntries,
  findSection,
  putSection,
  readSections,
  SECTION,
  writeSections,
} from './wasm/sections.ts'
import { WasmFormatError } from './wasm/wasm-format-error.ts'

/**
 * The counters of a new instance, so that one can run whose counters nobody sets: 2^60 gas, and 2^14 slots,
 * which are some 128 KB of the host's stack, when engines have 1 MB or more.
 */
const INITIAL_GAS = [0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10, 0x0b]
const INITIAL_HEIGHT = [0x41, 0x80, 0x80, 0x01, 0x0b]

const I64_MUTABLE = [0x7e, 1]
const I32_MUTABLE = [0x7f, 1]
const GLOBAL_EXPORT = 3

/**
 * Adds metering to a WebAssembly module. The result exports two more mutable globals: `gas` (i64), from which
 * every basic block takes its number of instructions before it runs, bulk memory operations take a quarter of
 * their bytes, and those on tables their elements; and `height` (i32), from which every function that calls
 * others takes the size of its frame while it runs. The instance traps (`unreachable`) as soon as one of them
 * is below zero. NaNs are canonical. Everything else is unchanged, including the indices of types, functions
 * and globals.
 *
 * `block`, `loop`, `else` and `end` are free, every other instruction costs 1. `memory.grow` is charged as
 * one instruction: bound the memory instead. Throws {@link WasmFormatError} for what it does not know.
 */
export function meter(wasm: Uint8Array): Uint8Array {
  const sections = readSections(wasm)
  const declarations = readDeclarations(sections)
  const counters: Counters = { gas: declarations.globalCount, height: declarations.globalCount + 1 }

  const globals = appendEntries(findSection(sections, SECTION.global), 2, [
    ...[...I64_MUTABLE, ...INITIAL_GAS],
    ...[...I32_MUTABLE, ...INITIAL_HEIGHT],
  ])
  const exported = appendEntries(findSection(sections, SECTION.export), 2, [
    ...exportOf('gas', counters.gas),
    ...exportOf('height', counters.height),
  ])
  let metered = putSection(sections, { id: SECTION.global, body: globals })
  metered = putSection(metered, { id: SECTION.export, body: exported })

  const code = findSection(sections, SECTION.code)
  if (code) {
    const blockTypes = createBlockTypes(declarations)
    metered = putSection(metered, {
      id: SECTION.code,
      body: meterCode(code, declarations, blockTypes, counters),
    })
    const { count, bytes } = blockTypes.added()
    const types = appendEntries(findSection(sections, SECTION.type), count, bytes)
    metered = putSection(metered, { id: SECTION.type, body: types })
  }
  return writeSections(metered)
}

function exportOf(name: string, global: number): number[] {
  const writer = createByteWriter(16)
  writer.u32(name.length)
  writer.bytes([...name].map(character => character.charCodeAt(0)))
  writer.byte(GLOBAL_EXPORT)
  writer.u32(global)
  return [...writer.finish()]
}

function meterCode(
  code: Uint8Array,
  { types, functionTypes }: Declarations,
  blockTypes: BlockTypes,
  counters: Counters,
): Uint8Array {
  const reader = createByteReader(code)
  const writer = createByteWriter(code.length * 4)
  writer.u32(reader.u32())
  for (const index of functionTypes) {
    const type = types[index]
    if (!type) throw new WasmFormatError(`a function has the unknown type ${index}`)
    const metered = meterFunction(reader.take(reader.u32()), type, blockTypes.of(type), counters)
    writer.u32(metered.length)
    writer.bytes(metered)
  }
  return writer.finish()
}

interface BlockTypes {
  /** The encoded type of a block that leaves what such a function returns. */
  of(type: FunctionType): readonly number[]
  /** The function types that had to be added for that. */
  added(): { readonly count: number; readonly bytes: readonly number[] }
}

/**
 * A block of one result contains its type; one of several needs a type without parameters, which is added
 * after the module's own.
 */
function createBlockTypes({ types }: Declarations): BlockTypes {
  const indices = new Map<string, number>()
  const bytes: number[] = []
  return {
    of({ results }) {
      if (results.length === 0) return [0x40]
      if (results.length === 1) return [...results]
      const key = results.join()
      const index = indices.get(key) ?? types.length + indices.size
      if (!indices.has(key)) {
        indices.set(key, index)
        const entry = createByteWriter(16)
        entry.bytes([0x60, 0])
        entry.u32(results.length)
        entry.bytes(results)
        bytes.push(...entry.finish())
      }
      const writer = createByteWriter(8)
      writer.s64(BigInt(index))
      return [...writer.finish()]
    },
    added: () => ({ count: indices.size, bytes }),
  }
}
