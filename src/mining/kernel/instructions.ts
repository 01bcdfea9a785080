import { type Code, s32, u32 } from './module-bytes.ts'

/** The 128-bit SIMD instructions a scan is made of, by their numbers (core specification 2.0, 5.4.9). */
const SIMD = {
  load: 0x00,
  loadSplat: 0x09,
  store: 0x0b,
  splat: 0x11,
  lessOrEqual: 0x3e,
  and: 0x4e,
  or: 0x50,
  xor: 0x51,
  select: 0x52,
  anyTrue: 0x53,
  shl: 0xab,
  shr: 0xad,
  add: 0xae,
} as const

export const simd = (name: keyof typeof SIMD): Code => [0xfd, u32(SIMD[name])]

export const i32Const = (value: number): Code => [0x41, s32(value)]

export const localGet = (index: number): Code => [0x20, u32(index)]

export const localSet = (index: number): Code => [0x21, u32(index)]

/** Four lanes from memory, or one word in all four. Alignment is only a hint, so none is promised. */
export const load = (kind: 'load' | 'loadSplat', offset: number): Code => [
  i32Const(0),
  simd(kind),
  0,
  u32(offset),
]

/** Four lanes, which `value` pushes, into memory. */
export const store = (value: Code, offset: number): Code => [
  i32Const(0),
  value,
  simd('store'),
  0,
  u32(offset),
]
