import { digest } from '#chain/hash.ts'
import { bytesToHex } from '#lib/bytes.ts'

/**
 * SHA-256 of the metered module: QuickJS and its charges, and so a part of the rules. It changes only with
 * the package's version or the meter, and then a network needs an activation height.
 */
export const METERED_QUICKJS_SHA256 = '90f4043ced5e31ee69e14e3beebb5c904252c5a7dac6fc9d6f8c46b75001f202'

/** Made by the build (scripts/metered-quickjs.ts). */
export const METERED_QUICKJS_URL = new URL('./quickjs.metered.wasm', import.meta.url)

/**
 * The delivered module is not the one that the rules name: no contract can be run, and none may be judged.
 */
export class QuickJsModuleError extends Error {
  override readonly name = 'QuickJsModuleError'
  readonly code = 'QUICKJS_MODULE'
}

/** Checks and compiles the module. The caller fetches it, because it knows where it runs. */
export async function compileQuickJs(wasm: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  const found = bytesToHex(digest(wasm))
  if (found !== METERED_QUICKJS_SHA256) {
    throw new QuickJsModuleError(
      `the contract engine has the hash ${found}, not ${METERED_QUICKJS_SHA256}; reload the page`,
    )
  }
  return WebAssembly.compile(wasm)
}
