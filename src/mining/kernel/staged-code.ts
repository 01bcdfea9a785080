import { i32Const, load, localGet, localSet, simd, store } from './instructions.ts'
import type { Code } from './module-bytes.ts'

/**
 * A value of four 32-bit lanes. A `fixed` value is the same for every try and is computed once, before the
 * loop; a `varying` one is computed in the loop. `code` pushes it; where that is one cheap instruction, it is
 * `settled`.
 */
export interface Value {
  readonly stage: 'fixed' | 'varying'
  readonly settled: boolean
  readonly code: Code
}

/**
 * Writes code in two stages. An operation is put into the stage of its latest operand, so that a caller
 * writes plain formulas, and everything that is the same for all tries is computed once, whatever the layout.
 */
export class StagedCode {
  /** The code before the loop. */
  readonly before: Code[] = []
  /** The code of the loop. */
  readonly loop: Code[] = []
  readonly #firstLocal: number
  #vectors = 0
  #nextSlot: number

  /**
   * `firstLocal` is the index of the first v128 local; from `slotsAt` on memory may be written, 16 bytes for
   * each fixed value.
   */
  constructor(firstLocal: number, slotsAt: number) {
    this.#firstLocal = firstLocal
    this.#nextSlot = slotsAt
  }

  /** The number of v128 locals used so far. */
  vectors(): number {
    return this.#vectors
  }

  /** A constant in every lane. */
  constant(value: number): Value {
    return { stage: 'fixed', settled: false, code: [i32Const(value), simd('splat')] }
  }

  /** The 32-bit word of memory at `offset`, in every lane. */
  word(offset: number): Value {
    return { stage: 'fixed', settled: true, code: load('loadSplat', offset) }
  }

  /** Four lanes from memory. */
  vector(offset: number): Value {
    return { stage: 'fixed', settled: true, code: load('load', offset) }
  }

  /** Four lanes from memory, in a local that the loop may then change. */
  variable(offset: number): Value & { readonly local: number } {
    const local = this.#newLocal()
    this.before.push(load('load', offset), localSet(local))
    return { stage: 'varying', settled: true, code: localGet(local), local }
  }

  xor(...values: Value[]): Value {
    return this.#chain('xor', values)
  }

  and(x: Value, y: Value): Value {
    return this.#apply(simd('and'), x, y)
  }

  /**
   * The bits of `x` where `mask` has ones, else those of `y`: one instruction on ARM, elsewhere as many as
   * with xor.
   */
  select(mask: Value, x: Value, y: Value): Value {
    return this.#apply(simd('select'), x, y, mask)
  }

  /**
   * Modulo 2^32. The fixed terms are added first, once; the varying ones in their order, so the last one
   * known should be last.
   */
  sum(...values: Value[]): Value {
    const fixed = values.filter(value => value.stage === 'fixed')
    const varying = values.filter(value => value.stage === 'varying')
    return this.#chain('add', fixed.length > 0 ? [this.#chain('add', fixed), ...varying] : varying)
  }

  shr(value: Value, bits: number): Value {
    return this.#apply([i32Const(bits), simd('shr')], value)
  }

  rotr(value: Value, bits: number): Value {
    const once = this.settle(value)
    const low = this.shr(once, bits)
    const high = this.#apply([i32Const(32 - bits), simd('shl')], once)
    return this.#apply(simd('or'), low, high)
  }

  /** The same value, computed once however often it is used. */
  settle(value: Value): Value {
    if (value.settled) return value
    if (value.stage === 'varying') {
      const local = this.#newLocal()
      this.loop.push(value.code, localSet(local))
      return { stage: 'varying', settled: true, code: localGet(local) }
    }

    // Memory rather than a local: there are far more values than registers, and a load costs less than a
    // spill.
    const offset = this.#nextSlot
    this.#nextSlot += 16
    this.before.push(store(value.code, offset))
    return this.vector(offset)
  }

  #newLocal(): number {
    return this.#firstLocal + this.#vectors++
  }

  #chain(name: 'xor' | 'add', values: readonly Value[]): Value {
    return values.reduce((sofar, value) => this.#apply(simd(name), sofar, value))
  }

  #apply(instruction: Code, ...values: Value[]): Value {
    const stage = values.some(value => value.stage === 'varying') ? 'varying' : 'fixed'
    const operands = values.map(value => (value.stage === stage ? value : this.settle(value)))
    return { stage, settled: false, code: [operands.map(operand => operand.code), instruction] }
  }
}
