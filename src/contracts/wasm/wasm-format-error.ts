/**
 * A module is broken, or uses something that the meter does not know. The module is built in, not sent by a
 * peer, so this is thrown.
 */
export class WasmFormatError extends Error {
  override readonly name = 'WasmFormatError'
  readonly code = 'WASM_FORMAT'

  constructor(what: string) {
    super(`WebAssembly module: ${what}`)
  }
}
