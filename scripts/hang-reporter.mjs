import { spawnSync } from 'node:child_process'
import { HangWatch } from './hang-watch.mjs'

/** A reporter for Vitest: ends the run when a test file hangs, and prints its name and last activity. */
export class HangReporter {
  #watch

  /** `limitMs`: longer than any test or hook may take. */
  constructor(limitMs) {
    this.#watch = new HangWatch(limitMs, (file, doing) => {
      console.error(`\n${file} hangs: no sign of life for ${Math.round(limitMs / 1000)} s, ${doing}.`)
      // Its worker would not notice, and would continue without this process.
      spawnSync('pkill', ['-KILL', '-P', String(process.pid)])
      process.exit(1)
    })
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
