import { describe, expect, test } from 'vitest'
import { meter } from './meter.ts'
import { assembleModule, F32, F64, I32, I64, type ModulePlan } from './wasm/assemble-module.suite.ts'
import { BUDGET, cost, get, i32, run } from './wasm/run-metered.suite.ts'

describe('opcodes', () => {
  const unary = (code: number[], from: number, to: number, value: number | bigint) =>
    cost([...get(0), ...code], { parameters: [from], results: [to] }, value)

  test('sign extension', () => {
    expect(unary([0xc0], I32, I32, 0x80)).toEqual([-128, 2])
    expect(unary([0xc1], I32, I32, 0x8000)).toEqual([-32768, 2])
    expect(unary([0xc2], I64, I64, 0x80n)).toEqual([-128n, 2])
    expect(unary([0xc3], I64, I64, 0x8000n)).toEqual([-32768n, 2])
    expect(unary([0xc4], I64, I64, 0x8000_0000n)).toEqual([-2147483648n, 2])
  })

  test('saturating conversions', () => {
    for (const [sub, from, to, value, result] of [
      [0, F32, I32, 1e20, 2147483647],
      [1, F32, I32, -1, 0],
      [2, F64, I32, -1e20, -2147483648],
      [3, F64, I32, 1e20, -1],
      [4, F32, I64, 1e30, 0x7fff_ffff_ffff_ffffn],
      [5, F32, I64, -1, 0n],
      [6, F64, I64, Number.NaN, 0n],
      [7, F64, I64, -1, 0n],
    ] as const) {
      expect(unary([0xfc, sub], from, to, value)).toEqual([result, 2])
    }
  })

  test('every numeric instruction without immediates is known and costs 1', () => {
    // By operand types: [first, last, operands, result], specification §5.4.7.
    const ranges: [number, number, number[], number][] = [
      [0x45, 0x45, [I32], I32],
      [0x46, 0x4f, [I32, I32], I32],
      [0x50, 0x50, [I64], I32],
      [0x51, 0x5a, [I64, I64], I32],
      [0x5b, 0x60, [F32, F32], I32],
      [0x61, 0x66, [F64, F64], I32],
      [0x67, 0x69, [I32], I32],
      [0x6a, 0x78, [I32, I32], I32],
      [0x79, 0x7b, [I64], I64],
      [0x7c, 0x8a, [I64, I64], I64],
      [0x8b, 0x91, [F32], F32],
      [0x92, 0x98, [F32, F32], F32],
      [0x99, 0x9f, [F64], F64],
      [0xa0, 0xa6, [F64, F64], F64],
      [0xa7, 0xa7, [I64], I32],
      [0xa8, 0xa9, [F32], I32],
      [0xaa, 0xab, [F64], I32],
      [0xac, 0xad, [I32], I64],
      [0xae, 0xaf, [F32], I64],
      [0xb0, 0xb1, [F64], I64],
      [0xb2, 0xb3, [I32], F32],
      [0xb4, 0xb5, [I64], F32],
      [0xb6, 0xb6, [F64], F32],
      [0xb7, 0xb8, [I32], F64],
      [0xb9, 0xba, [I64], F64],
      [0xbb, 0xbb, [F32], F64],
      [0xbc, 0xbc, [F32], I32],
      [0xbd, 0xbd, [F64], I64],
      [0xbe, 0xbe, [I32], F32],
      [0xbf, 0xbf, [I64], F64],
    ]
    let seen = 0
    for (const [first, last, parameters, result] of ranges) {
      for (let opcode = first; opcode <= last; opcode++) {
        const plan: ModulePlan = {
          functions: [
            {
              parameters,
              results: [result],
              code: [...parameters.flatMap((_, index) => get(index)), opcode],
            },
          ],
        }
        const values = parameters.map(type => (type === I64 ? 6n : 6))
        const plain = new WebAssembly.Instance(new WebAssembly.Module(assembleModule(plan) as BufferSource))
        const expected = (plain.exports.f0 as (...all: unknown[]) => unknown)(...values)
        const metered = run(plan)
        expect(metered.call('f0', ...values)).toEqual(expected)
        expect(metered.gas.value).toBe(BUDGET - BigInt(parameters.length + 1))
        seen++
      }
    }
    expect(seen).toBe(0xbf - 0x45 + 1)
  })

  test('every load and store, memory.size and memory.grow', () => {
    const types = [I32, I64, F32, F64, I32, I32, I32, I32, I64, I64, I64, I64, I64, I64]
    types.forEach((type, index) => {
      const metered = run({
        functions: [{ results: [type], code: [...i32(0), 0x28 + index, 0, 0] }],
        data: [],
      })
      metered.call('f0')
      expect(metered.gas.value).toBe(BUDGET - 2n)
    })
    for (const [index, type] of [I32, I64, F32, F64, I32, I32, I64, I64, I64].entries()) {
      const metered = run({
        functions: [{ parameters: [type], code: [...i32(0), ...get(0), 0x36 + index, 0, 0] }],
        data: [],
      })
      metered.call('f0', type === I64 ? 1n : 1)
      expect(metered.gas.value).toBe(BUDGET - 3n)
    }
    const metered = run({
      functions: [{ results: [I32], code: [...i32(1), 0x40, 0, 0x1a, 0x3f, 0] }],
      data: [],
    })
    expect(metered.call('f0')).toBe(2)
    expect(metered.gas.value).toBe(BUDGET - 4n)
  })

  test('select, drop, references and globals', () => {
    expect(cost([...i32(1), ...i32(2), ...get(0), 0x1b], {}, 0)).toEqual([2, 4])
    expect(cost([...i32(1), ...i32(2), ...get(0), 0x1c, 1, I32], {}, 1)).toEqual([1, 4])
    expect(cost([...i32(1), 0x1a, 0xd0, 0x70, 0xd1], {}, 0)).toEqual([1, 4])
  })

  test('what has no price is refused', () => {
    // Vectors, atomics, tail calls, exceptions.
    for (const opcode of [0xfd, 0xfe, 0x12, 0x06, 0x1f]) {
      expect(() => meter(assembleModule({ functions: [{ code: [opcode, 0, 0] }] }))).toThrow(/has no price/)
    }
    expect(() => meter(assembleModule({ functions: [{ code: [0xfc, 99] }] }))).toThrow(/has no price/)
  })
})

describe('canonical NaN', () => {
  const NAN64 = 0x7ff8_0000_0000_0000n
  const odd = (code: number[]) => cost(code, { parameters: [F64, F64], results: [I64] }, 0, 0)

  test.each([
    ['0 / 0', [...get(0), ...get(1), 0xa3, 0xbd]],
    ['sqrt(-1)', [0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0xbf, 0x9f, 0xbd]],
    ['a NaN with other bits + 1', [0x44, 1, 2, 3, 0, 0, 0, 0xf8, 0xff, ...get(0), 0xa0, 0xbd]],
    ['promotion', [0x43, 1, 0, 0xc1, 0xff, 0xbb, 0xbd]],
  ])('%s', (_name, code) => {
    expect(odd(code)[0]).toBe(NAN64)
  })

  test('of 32 bits', () => {
    const demote = [0x44, 1, 2, 3, 4, 5, 6, 0xf8, 0xff, 0xb6, 0xbc]
    expect(cost(demote, { parameters: [], results: [I32] })).toEqual([0x7fc0_0000, 3])
  })

  test('other results are untouched, signs and infinities too', () => {
    const bits = (code: number[]) => odd([...code, 0xbd])[0]
    expect(bits([...get(0), 0x9a, ...get(1), 0xa2])).toBe(-0x8000_0000_0000_0000n)
    expect(bits([0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, ...get(0), 0xa3])).toBe(0x7ff0_0000_0000_0000n)
  })
})
