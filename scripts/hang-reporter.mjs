import { HangWatch } from './hang-watch.mjs'

/** Vitest's workers are killed half a second after they are asked to end. */
const CLOSE_MS = 5_000

/** A reporter for Vitest: ends the run when a test file hangs, with its name and what it did last. */
export class HangReporter {
  #watch
  #vitest

  /** `limitMs`: longer than any test or hook may take. */
  constructor(limitMs) {
    this.#watch = new HangWatch(limitMs, (file, doing) => {
      console.error(`\n${file} hangs: no sign of life for ${Math.round(limitMs / 1000)} s, ${doing}.`)
      setTimeout(() => process.exit(1), CLOSE_MS)
      // Its worker would go on without this process.
      this.#vitest.close().finally(() => process.exit(1))
    })
  }

  onInit(vitest) {
    this.#vitest = vitest
  }

  onTestModuleQueued({ relativeModuleId }) {
    this.#watch.alive(relativeModuleId, 'while it was loaded or in one of its first tests')
  }

  onTestCaseReady({ module, fullName }) {
    this.#watch.alive(module.relativeModuleId, `in or after “${fullName}”`)
  }

  onTestCaseResult({ module, fullName }) {
    this.#watch.alive(module.relativeModuleId, `after “${fullName}”`)
  }

  onTestModuleEnd({ relativeModuleId }) {
    this.#watch.ended(relativeModuleId)
  }
}
