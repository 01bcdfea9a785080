import { describe, expect, test } from 'vitest'
import { meter } from './meter.ts'
import { assembleModule, I32, I64, type ModulePlan } from './wasm/assemble-module.suite.ts'
import { BUDGET, cost, ELSE, END, get, i32, run, set } from './wasm/run-metered.suite.ts'

/**
 * Control flow forms of the specification §3.3.8 and §4.4.8 by hand, each with the gas of its counted
 * instructions.
 */

describe('gas of control flow', () => {
  test('straight code costs one per instruction', () => {
    expect(cost([...get(0), ...i32(1), 0x6a], {}, 41)).toEqual([42, 3])
    expect(cost([0x01, 0x01, ...get(0)], {}, 7)).toEqual([7, 3])
    expect(cost([], { results: [] })).toEqual([undefined, 0])
  })

  test('block is free and no boundary', () => {
    expect(cost([0x02, I32, ...get(0), END], {}, 7)).toEqual([7, 1])
    expect(cost([0x02, 0x40, 0x02, 0x40, END, END, ...get(0)], {}, 7)).toEqual([7, 1])
  })

  test('br skips the price of the code that it jumps over', () => {
    expect(cost([0x02, I32, ...get(0), 0x0c, 0, 0x01, 0x01, END], {}, 5)).toEqual([5, 2])
    // To the function's own end.
    expect(cost([...get(0), 0x0c, 0, 0x01, 0x01], {}, 5)).toEqual([5, 2])
    expect(cost([0x02, 0x40, ...get(0), 0x0c, 1, END, ...i32(9)], {}, 5)).toEqual([5, 2])
  })

  test('br_if pays for both sides alike up to itself', () => {
    const code = [0x02, 0x40, ...get(0), 0x0d, 0, 0x01, 0x01, 0x01, END, ...i32(3)]
    expect(cost(code, {}, 1)).toEqual([3, 3])
    expect(cost(code, {}, 0)).toEqual([3, 6])
  })

  test('br_table', () => {
    const code = [
      ...[0x02, 0x40, 0x02, 0x40, 0x02, 0x40],
      ...[...get(0), 0x0e, 2, 0, 1, 2, END],
      ...[...i32(10), 0x0f, END],
      ...[0x01, ...i32(20), 0x0f, END],
      ...[0x01, 0x01, ...i32(30)],
    ]
    expect(cost(code, {}, 0)).toEqual([10, 2 + 2])
    expect(cost(code, {}, 1)).toEqual([20, 2 + 3])
    expect(cost(code, {}, 2)).toEqual([30, 2 + 3])
    expect(cost(code, {}, 99)).toEqual([30, 2 + 3])
  })

  test('if and else: the condition, and the side taken', () => {
    const code = [...get(0), 0x04, I32, ...i32(1), 0x01, ELSE, ...i32(2), END]
    expect(cost(code, {}, 1)).toEqual([1, 2 + 2])
    expect(cost(code, {}, 0)).toEqual([2, 2 + 1])
    expect(cost([...get(0), 0x04, 0x40, 0x01, 0x01, END, ...i32(8)], {}, 0)).toEqual([8, 3])
  })

  test('a loop pays on every turn', () => {
    // do { local1 += local0; local0 -= 1 } while (local0)
    const body = [...get(1), ...get(0), 0x6a, ...set(1), ...get(0), ...i32(1), 0x6b, 0x22, 0, 0x0d, 0]
    const code = [0x03, 0x40, ...body, END, ...get(1)]
    expect(cost(code, { locals: [I32] }, 1)).toEqual([1, 9 + 1])
    expect(cost(code, { locals: [I32] }, 10)).toEqual([55, 90 + 1])
    // A loop that is never repeated costs its instructions, also with parameters and results of its own.
    expect(cost([...get(0), 0x03, 0, ...i32(1), 0x6a, END], {}, 4)).toEqual([5, 3])
  })

  test('nested loops', () => {
    const inner = [0x03, 0x40, ...get(2), ...i32(1), 0x6b, 0x22, 2, 0x0d, 0, END]
    const outer = [
      0x03,
      0x40,
      ...get(0),
      ...set(2),
      ...inner,
      ...get(1),
      ...i32(1),
      0x6b,
      0x22,
      1,
      0x0d,
      0,
      END,
    ]
    const code = [...get(0), ...set(1), ...outer, ...get(1)]
    // Each of 3 outer turns: 2, 3 inner turns of 5, 5.
    expect(cost(code, { locals: [I32, I32] }, 3)).toEqual([0, 2 + 3 * (2 + 15 + 5) + 1])
  })

  test('return, also out of nested blocks', () => {
    expect(cost([...get(0), 0x0f, 0x01, 0x01], {}, 6)).toEqual([6, 2])
    expect(cost([0x02, 0x40, 0x03, 0x40, ...get(0), 0x0f, END, END, 0x00], {}, 6)).toEqual([6, 2])
  })

  test('unreachable is paid and traps', () => {
    const metered = run({ functions: [{ code: [0x01, 0x00] }] })
    expect(() => metered.call('f0')).toThrow(WebAssembly.RuntimeError)
    expect(metered.gas.value).toBe(BUDGET - 2n)
  })

  test('blocks of several values', () => {
    const plan: ModulePlan = {
      functions: [
        {
          parameters: [I32],
          results: [I32],
          code: [...get(0), ...get(0), 0x02, 1, 0x6a, ...i32(5), END, 0x6a],
        },
      ],
      types: [
        [
          [I32, I32],
          [I32, I32],
        ],
      ],
    }
    const metered = run(plan)
    expect(metered.call('f0', 4)).toBe(13)
    expect(metered.gas.value).toBe(BUDGET - 5n)
  })
})

describe('calls', () => {
  /** f0 calls f1, once directly, once through the table. */
  const plan: ModulePlan = {
    functions: [
      { parameters: [I32], results: [I32], code: [...get(0), 0x10, 1] },
      { parameters: [I32], results: [I32], code: [...get(0), ...i32(2), 0x6c] },
      { parameters: [I32], results: [I32], code: [...get(0), ...i32(0), 0x11, 1, 0] },
      {
        parameters: [I32],
        results: [I32],
        code: [...get(0), 0x04, I32, ...get(0), ...i32(1), 0x6b, 0x10, 3, ELSE, ...i32(0), END],
      },
      { parameters: [], results: [I32, I64], code: [...i32(1), 0x42, 2, 0x0f, 0x10, 4] },
      {
        parameters: [I32],
        results: [I32, I64],
        code: [...i32(1), 0x42, 2, ...get(0), 0x0d, 0, 0x1a, 0x1a, ...get(0), 0x10, 5],
      },
    ],
    table: [1],
  }

  test('direct and indirect calls cost themselves and what they call', () => {
    const metered = run(plan)
    expect(metered.call('f0', 21)).toBe(42)
    expect(metered.gas.value).toBe(BUDGET - 5n)
    expect(metered.call('f2', 21)).toBe(42)
    expect(metered.gas.value).toBe(BUDGET - 5n - 6n)
  })

  test('height is what the frames in progress take, and comes back', () => {
    const metered = run(plan)
    const before = metered.height.value
    metered.call('f3', 100)
    expect(metered.height.value).toBe(before)
    expect(metered.gas.value).toBe(BUDGET - 100n * 6n - 3n)
    // A frame is 16 slots and one local: 101 calls of f3 fit exactly.
    metered.height.value = 101 * 17
    metered.call('f3', 100)
    expect(metered.height.value).toBe(101 * 17)
    metered.height.value = 101 * 17 - 1
    expect(() => metered.call('f3', 100)).toThrow(WebAssembly.RuntimeError)
    expect(metered.height.value).toBe(-1)
  })

  test('height comes back by every way out, with several results too', () => {
    const metered = run(plan)
    const before = metered.height.value
    expect(metered.call('f4')).toEqual([1, 2n])
    expect(metered.height.value).toBe(before)
    expect(metered.call('f5', 1)).toEqual([1, 2n])
    expect(metered.height.value).toBe(before)
  })

  test("endless recursion traps by height, far from the host's own limit", () => {
    const metered = run({ functions: [{ code: [0x10, 0] }] })
    expect(() => metered.call('f0')).toThrow(WebAssembly.RuntimeError)
    expect(metered.height.value).toBeLessThan(0)
  })

  test('imports keep their indices, also with imported globals', () => {
    const received: number[] = []
    const metered = run(
      {
        importsHost: true,
        importsGlobal: true,
        functions: [{ parameters: [I32], results: [I32], code: [...get(0), 0x10, 0, 0x23, 0, 0x6a] }],
      },
      { f: (value: number) => received.push(value), g: 100 },
    )
    expect(metered.call('f0', 9)).toBe(101)
    expect(received).toEqual([9])
    expect(metered.gas.value).toBe(BUDGET - 4n)
  })
})

test('what the host changes while it is called counts', () => {
  const metered = run(
    { importsHost: true, functions: [{ parameters: [I32], results: [], code: [...get(0), 0x10, 0, 0x01] }] },
    {
      f: () => {
        expect(metered.gas.value).toBe(BUDGET - 3n)
        metered.gas.value -= 1000n
      },
    },
  )
  metered.call('f0', 1)
  expect(metered.gas.value).toBe(BUDGET - 1003n)
})

describe('below zero', () => {
  test('a block that cannot be paid does not begin', () => {
    const store = { parameters: [], results: [], code: [...i32(0), ...i32(7), 0x36, 2, 0] }
    const metered = run({ functions: [store], data: [] })
    const memory = new Uint8Array((metered.exports.memory as WebAssembly.Memory).buffer)
    metered.gas.value = 2n
    expect(() => metered.call('f0')).toThrow(WebAssembly.RuntimeError)
    expect(memory[0]).toBe(0)
    expect(metered.gas.value).toBe(-1n)
    metered.gas.value = 3n
    metered.call('f0')
    expect(memory[0]).toBe(7)
    expect(metered.gas.value).toBe(0n)
  })

  test('an endless loop ends', () => {
    const metered = run({ functions: [{ code: [0x03, 0x40, 0x0c, 0, END] }] })
    metered.gas.value = 5000n
    expect(() => metered.call('f0')).toThrow(WebAssembly.RuntimeError)
    expect(metered.gas.value).toBe(-1n)
  })
})

describe('work by length', () => {
  const fill = [0xfc, 11, 0]
  const copy = [0xfc, 10, 0, 0]
  const init = [0xfc, 8, 0, 0]

  test.each([
    ['memory.fill', fill, 0, 1000, 250],
    ['memory.copy', copy, 500, 1003, 250],
    ['memory.init', init, 1, 3, 0],
  ])('%s', (_name, instruction, source, length, gas) => {
    const plan: ModulePlan = {
      functions: [{ parameters: [I32, I32, I32], code: [...get(0), ...get(1), ...get(2), ...instruction] }],
      data: [1, 2, 3, 4],
    }
    const metered = run(plan)
    metered.call('f0', 8, source, length)
    expect(metered.gas.value).toBe(BUDGET - 4n - BigInt(gas))
    // It is paid before it is done, and a length is never negative.
    expect(() => metered.call('f0', 8, 0, -1)).toThrow(WebAssembly.RuntimeError)
    expect(metered.gas.value).toBe(BUDGET - 8n - BigInt(gas) - 0x3fff_ffffn)
  })

  test('table.init, table.copy, table.fill, table.grow', () => {
    const plan: ModulePlan = {
      functions: [
        { code: [...i32(0), ...i32(0), ...i32(2), 0xfc, 12, 1, 0] },
        { code: [...i32(1), ...i32(0), ...i32(3), 0xfc, 14, 0, 0] },
        { code: [...i32(0), 0xd0, 0x70, ...i32(4), 0xfc, 17, 0] },
        { results: [I32], code: [0xd0, 0x70, ...i32(5), 0xfc, 15, 0] },
        { code: [0xfc, 13, 1] },
      ],
      table: [0, 1],
      elements: [1, 0],
    }
    const metered = run(plan)
    const used = (name: string) => {
      const before = metered.gas.value
      metered.call(name)
      return Number(before - metered.gas.value)
    }
    expect([used('f0'), used('f1'), used('f2'), used('f3'), used('f4')]).toEqual([
      4 + 2,
      4 + 3,
      4 + 4,
      3 + 5,
      1,
    ])
  })
})

test('broken modules are refused', () => {
  const whole = assembleModule({ functions: [{ code: [0x01] }] })
  expect(() => meter(Uint8Array.of(1, 2, 3))).toThrow(/version is not 1/)
  for (const missing of [1, 2, 3, 4]) {
    expect(() => meter(whole.subarray(0, whole.length - missing))).toThrow(/ends early/)
  }
})
