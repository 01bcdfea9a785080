import type { ByteReader } from './byte-reader.ts'
import { WasmFormatError } from './wasm-format-error.ts'

/** Opcodes (specification §5.4) that the meter treats specially. */
export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i64LtS: 0x53,
  i32LtS: 0x48,
  f32Eq: 0x5b,
  f64Eq: 0x61,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32ShrU: 0x76,
  i64Sub: 0x7d,
  i64ExtendI32U: 0xad,
  /** The prefix of saturating conversions, bulk memory and tables; {@link BULK} follows. */
  prefixFc: 0xfc,
} as const

/** The unit of bulk work; the i32 on top of the operand stack counts them. */
export type BulkUnit = 'bytes' | 'elements'

/** Sub-opcodes after 0xfc whose work grows with a length. */
const BULK: ReadonlyMap<number, BulkUnit> = new Map([
  [8, 'bytes'], // memory.init
  [10, 'bytes'], // memory.copy
  [11, 'bytes'], // memory.fill
  [12, 'elements'], // table.init
  [14, 'elements'], // table.copy
  [15, 'elements'], // table.grow
  [17, 'elements'], // table.fill
])

/**
 * Arithmetic that may produce a NaN, whose bits the specification leaves open (§4.3.3). Negation, absolute
 * value and sign are bitwise.
 */
const F32_ARITHMETIC: ReadonlySet<number> = new Set([
  0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xb6,
])
const F64_ARITHMETIC: ReadonlySet<number> = new Set([
  0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xbb,
])

export interface Instruction {
  readonly opcode: number
  /** Where its bytes start and end in the reader's. */
  readonly start: number
  readonly end: number
  /** The unit of its bulk work, if it does any. */
  readonly bulk: BulkUnit | undefined
  /** The type whose NaN it may produce. */
  readonly mayBeNan: 'f32' | 'f64' | undefined
}

/**
 * Reads the next instruction: where it ends and what the meter must know about it. All of WebAssembly 2.0 but
 * vectors is known; later additions (exceptions, tail calls, threads, collected references) are rejected,
 * because they have no price.
 */
export function readInstruction(reader: ByteReader): Instruction {
  const start = reader.offset
  const opcode = reader.byte()
  const bulk = skipImmediates(reader, opcode)
  const mayBeNan = F32_ARITHMETIC.has(opcode) ? 'f32' : F64_ARITHMETIC.has(opcode) ? 'f64' : undefined
  return { opcode, start, end: reader.offset, bulk, mayBeNan }
}

/** Skips what follows the opcode, and returns its unit of bulk work, if any. */
function skipImmediates(reader: ByteReader, opcode: number): BulkUnit | undefined {
  switch (opcode) {
    case OP.block:
    case OP.loop:
    case OP.if:
      // A block type: empty, a value type, or a type's index, each as one signed integer.
      reader.skipInteger()
      return undefined
    case OP.brTable:
      for (let count = reader.u32() + 1; count > 0; count--) reader.u32()
      return undefined
    case OP.callIndirect:
      reader.u32()
      reader.u32()
      return undefined
    case 0x1c: // select with types
      reader.skip(reader.u32())
      return undefined
    case OP.i32Const:
    case OP.i64Const:
      reader.skipInteger()
      return undefined
    case OP.f32Const:
      reader.skip(4)
      return undefined
    case OP.f64Const:
      reader.skip(8)
      return undefined
    case OP.prefixFc:
      return skipPrefixed(reader)
    default:
      skipPlain(reader, opcode)
      return undefined
  }
}

function skipPlain(reader: ByteReader, opcode: number): void {
  const isOneIndex =
    opcode === OP.br ||
    opcode === OP.brIf ||
    opcode === OP.call ||
    (opcode >= 0x20 && opcode <= 0x26) || // locals, globals, table.get and table.set
    opcode === 0x3f || // memory.size
    opcode === 0x40 || // memory.grow
    opcode === 0xd0 || // ref.null
    opcode === 0xd2 // ref.func
  if (isOneIndex) {
    reader.u32()
  } else if (opcode >= 0x28 && opcode <= 0x3e) {
    // Loads and stores: alignment and offset.
    reader.u32()
    reader.u32()
  } else if (!hasNoImmediate(opcode)) {
    throw new WasmFormatError(`opcode 0x${opcode.toString(16)} at byte ${reader.offset} has no price`)
  }
}

const hasNoImmediate = (opcode: number): boolean =>
  opcode === OP.unreachable ||
  opcode === 0x01 || // nop
  opcode === OP.else ||
  opcode === OP.end ||
  opcode === OP.return ||
  opcode === 0x1a || // drop
  opcode === OP.select ||
  (opcode >= 0x45 && opcode <= 0xc4) || // all comparisons, arithmetic, conversions, sign extension
  opcode === 0xd1 // ref.is_null

/** How many indices follow each sub-opcode of 0xfc, from saturating conversions (0 to 7) to table.fill. */
const PREFIXED_INDICES = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1]

function skipPrefixed(reader: ByteReader): BulkUnit | undefined {
  const sub = reader.u32()
  const indices = PREFIXED_INDICES[sub]
  if (indices === undefined)
    throw new WasmFormatError(`opcode 0xfc ${sub} at byte ${reader.offset} has no price`)
  for (let count = indices; count > 0; count--) reader.u32()
  return BULK.get(sub)
}
