import { afterEach, expect, test, vi } from 'vitest'
import { createKernel } from './create-kernel.ts'
import { search } from './reference.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('the SIMD kernel, where the engine has it', () => {
  expect(createKernel().name).toBe('simd')
})

test('TypeScript without WebAssembly, and where compiling is forbidden', () => {
  vi.stubGlobal('WebAssembly', undefined)
  expect(createKernel().name).toBe('midstate')

  class Module {
    constructor() {
      throw new EvalError('blocked by the content security policy')
    }
  }
  vi.stubGlobal('WebAssembly', { Module })
  const kernel = createKernel()
  expect(kernel.name).toBe('midstate')

  const prefix = Uint8Array.of(1, 2, 3)
  const target = 1n << 248n
  expect(kernel.search(prefix, target, 0n, 2000)).toBe(search(prefix, target, 0n, 2000))
})
