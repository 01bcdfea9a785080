import { createByteReader } from './byte-reader.ts'
import { createByteWriter } from './byte-writer.ts'
import { WasmFormatError } from './wasm-format-error.ts'

/** Ids of the sections that the meter reads or changes (specification §5.5.2). */
export const SECTION = { custom: 0, type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const

export interface Section {
  readonly id: number
  readonly body: Uint8Array
}

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** The order of sections in a module; 12 (data count) precedes the code and 13 (tags) the globals. */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11]

export function readSections(wasm: Uint8Array): Section[] {
  if (!HEADER.every((byte, index) => wasm[index] === byte)) throw new WasmFormatError('its version is not 1')
  const reader = createByteReader(wasm)
  reader.skip(HEADER.length)

  const sections: Section[] = []
  while (!reader.atEnd) {
    const id = reader.byte()
    sections.push({ id, body: reader.take(reader.u32()) })
  }
  return sections
}

export function writeSections(sections: readonly Section[]): Uint8Array {
  const writer = createByteWriter(1 << 20)
  writer.bytes(HEADER)
  for (const { id, body } of sections) {
    writer.byte(id)
    writer.u32(body.length)
    writer.bytes(body)
  }
  return writer.finish()
}

export const findSection = (sections: readonly Section[], id: number): Uint8Array | undefined =>
  sections.find(section => section.id === id)?.body

/**
 * The sections with this one in place of the one with the same id, or at its proper place if there was none.
 */
export function putSection(sections: readonly Section[], put: Section): Section[] {
  if (sections.some(({ id }) => id === put.id)) return sections.map(each => (each.id === put.id ? put : each))
  const place = ORDER.indexOf(put.id)
  const next = sections.findIndex(({ id }) => id !== SECTION.custom && ORDER.indexOf(id) > place)
  return next < 0 ? [...sections, put] : [...sections.slice(0, next), put, ...sections.slice(next)]
}

/** A section that is a vector (specification §5.1.3), with more entries at its end. */
export function appendEntries(
  body: Uint8Array | undefined,
  count: number,
  entries: readonly number[],
): Uint8Array {
  const reader = createByteReader(body ?? Uint8Array.of(0))
  const writer = createByteWriter((body?.length ?? 0) + entries.length + 8)
  writer.u32(reader.u32() + count)
  writer.bytes(reader.bytes.subarray(reader.offset))
  writer.bytes(entries)
  return writer.finish()
}
