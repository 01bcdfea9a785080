import type { CodeFailure } from '#chain/apply/contract-runtime.ts'

/** The failure with which a fake contract's method ends. */
export class FakeFailure extends Error {
  readonly failure: CodeFailure

  constructor(code: CodeFailure['code'], message: string, line = 0) {
    super(message)
    this.failure = { code, message, line }
  }
}
