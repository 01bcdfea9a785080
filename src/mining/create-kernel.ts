import { scanModule } from './kernel/scan-code.ts'
import { createSimdKernel } from './kernel/simd-kernel.ts'
import type { SyncKernel } from './kernel.ts'
import { midstateKernel } from './midstate-kernel.ts'

/** The fastest kernel that works here on this thread: SIMD, else TypeScript. */
export function createKernel(): SyncKernel {
  return compiles() ? createSimdKernel() : midstateKernel
}

/**
 * False without WebAssembly, without its SIMD (Safari before 16.4), or where the site's policy forbids to
 * compile.
 */
function compiles(): boolean {
  try {
    new WebAssembly.Module(scanModule({ blocks: 1, varyingWord: 1 }))
    return true
  } catch {
    return false
  }
}
