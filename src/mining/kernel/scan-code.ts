import { known } from '#lib/assert.ts'
import { K } from '../compress.ts'
import { i32Const, localGet, localSet, simd } from './instructions.ts'
import { type Code, I32_TYPE, moduleBytes, V128_TYPE } from './module-bytes.ts'
import { StagedCode, type Value } from './staged-code.ts'

/**
 * Where the host writes the input of a scan, in bytes from the start of the memory. All integers are
 * little-endian.
 */
export const SCAN_MEMORY = {
  /** 8 words: the midstate. */
  state: 0,
  /** 16 or 32 words: the tail. */
  tail: 32,
  /** 4 lanes: the varying word in the first four tries. */
  first: 160,
  /** 4 lanes: the increment of the varying word from one group of four tries to the next. */
  step: 176,
  /** The highest word of the target. */
  target: 192,
  /** From here on the scan keeps values that it computes once. */
  slots: 208,
} as const

/** The kind of scan: how many blocks the tail has, and which of its words differs between tries. */
export interface ScanLayout {
  readonly blocks: 1 | 2
  readonly varyingWord: number
}

/**
 * A WebAssembly module whose `scan(groups)` tries up to `groups` groups of four nonces. It returns the number
 * of groups before the first one with a hash whose highest word is at most the target's, or `groups` where
 * there is none. The host checks whether that is a hit, and which of the four. The memory is `host.memory`,
 * one page, laid out as {@link SCAN_MEMORY}.
 *
 * The code is written for the layout: every round and every word of the message schedule that the varying
 * word does not reach yet is computed once per call. In the middle of a block that is a quarter of all the
 * work.
 */
export function scanModule(layout: ScanLayout): Uint8Array<ArrayBuffer> {
  const groups = 0
  const done = 1
  const code = new StagedCode(2, SCAN_MEMORY.slots)

  const varying = code.variable(SCAN_MEMORY.first)
  const words = Array.from({ length: layout.blocks * 16 }, (_, i) =>
    i === layout.varyingWord ? varying : code.word(SCAN_MEMORY.tail + 4 * i),
  )
  let state = Array.from({ length: 8 }, (_, i) => code.word(SCAN_MEMORY.state + 4 * i))
  for (let block = 0; block < layout.blocks; block++) {
    state = compression(code, state, words.slice(block * 16, block * 16 + 16))
  }
  const highest = known(state[0], 'hash word')
  const limit = code.word(SCAN_MEMORY.target)
  const step = code.vector(SCAN_MEMORY.step)

  const body: Code = [
    code.before,
    [0x03, 0x40], // loop
    code.loop,
    [highest.code, limit.code, simd('lessOrEqual'), simd('anyTrue')],
    [0x04, 0x40, localGet(done), 0x0f, 0x0b], // if: return done
    [varying.code, step.code, simd('add'), localSet(varying.local)],
    [localGet(done), i32Const(1), 0x6a, localSet(done)], // done = done + 1
    [localGet(done), localGet(groups), 0x49, 0x0d, 0, 0x0b], // again while done < groups
    localGet(done),
  ]
  const locals = [
    { count: 1, type: I32_TYPE },
    { count: code.vectors(), type: V128_TYPE },
  ]
  return moduleBytes('scan', { parameters: 1, locals, code: body })
}

/** SHA-256's compression (FIPS 180-4, 6.2.2) in four lanes. */
function compression(code: StagedCode, state: readonly Value[], block: readonly Value[]): Value[] {
  const w = [...block]
  let [a, b, c, d, e, f, g, h] = state.map(value => code.settle(value)) as EightValues
  let bc = code.settle(code.xor(b, c))

  for (let t = 0; t < 64; t++) {
    if (t >= 16) w.push(code.settle(scheduled(code, w)))

    const s1 = code.xor(code.rotr(e, 6), code.rotr(e, 11), code.rotr(e, 25))
    const choice = code.select(e, f, g)
    const constant = code.constant(known(K[t], 'round constant'))
    const t1 = code.settle(code.sum(constant, known(w[t], 'schedule word'), h, choice, s1))

    // Majority is ((a ^ b) & (b ^ c)) ^ b, and this a ^ b is b ^ c of the next round.
    const s0 = code.xor(code.rotr(a, 2), code.rotr(a, 13), code.rotr(a, 22))
    const ab = code.settle(code.xor(a, b))
    const majority = code.xor(code.and(ab, bc), b)

    h = g
    g = f
    f = e
    e = code.settle(code.sum(d, t1))
    d = c
    c = b
    b = a
    a = code.settle(code.sum(t1, majority, s0))
    bc = ab
  }

  return [a, b, c, d, e, f, g, h].map((value, i) => code.sum(known(state[i], 'state word'), value))
}

type EightValues = [Value, Value, Value, Value, Value, Value, Value, Value]

/** The word of the message schedule after those of `w`. */
function scheduled(code: StagedCode, w: readonly Value[]): Value {
  const back = (words: number) => known(w[w.length - words], 'schedule word')
  const s0 = code.xor(code.rotr(back(15), 7), code.rotr(back(15), 18), code.shr(back(15), 3))
  const s1 = code.xor(code.rotr(back(2), 17), code.rotr(back(2), 19), code.shr(back(2), 10))
  return code.sum(back(16), s0, back(7), s1)
}
