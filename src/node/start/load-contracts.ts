import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { compileQuickJs, METERED_QUICKJS_URL, QuickJsModuleError } from '#contracts/quickjs-module.ts'
import { type BeforeRun, createContractRuntime } from '#contracts/runtime.ts'

/**
 * The contract engine cannot be used here: it did not load, is another version, or this browser refuses it.
 */
export class ContractEngineError extends Error {
  override readonly name = 'ContractEngineError'
  readonly code = 'CONTRACT_ENGINE'

  /** It did not arrive, rather than being another one. */
  get isIncomplete(): boolean {
    return !(this.cause instanceof QuickJsModuleError)
  }
}

/**
 * Loads the contract runtime from the app's server. Throws {@link ContractEngineError}, because a node
 * without it would fork off from all others.
 */
export async function loadContracts(
  fetchModule: typeof fetch,
  beforeRun: BeforeRun,
): Promise<ContractRuntime> {
  try {
    const response = await fetchModule(METERED_QUICKJS_URL)
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    return createContractRuntime(await compileQuickJs(new Uint8Array(await response.arrayBuffer())), {
      beforeRun,
    })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const remedy = cause instanceof QuickJsModuleError ? '' : '; check the connection and reload the page'
    throw new ContractEngineError(`The contract engine did not load: ${reason}${remedy}`, { cause })
  }
}
