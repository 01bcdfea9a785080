/** A module that is broken, or uses what the meter does not know. It is built in, not sent by a peer, so this is thrown. */
export class WasmFormatError extends Error {
  override readonly name = 'WasmFormatError'
  readonly code = 'WASM_FORMAT'

  constructor(what: string) {
    super(`WebAssembly module: ${what}`)
  }
}
