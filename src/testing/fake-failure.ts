import type { CodeFailure } from '#chain/apply/contract-runtime.ts'

/** How a fake contract's method ends that comes to nothing. */
export class FakeFailure extends Error {
  readonly failure: CodeFailure

  constructor(code: CodeFailure['code'], message: string, line = 0) {
    super(message)
    this.failure = { code, message, line }
  }
}
