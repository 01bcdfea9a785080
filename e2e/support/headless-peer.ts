import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'playwright/test'
import type { StatusResult } from '#api/results.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The exit code and output of a run of the program. */
interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** One line of the peer's log. */
interface LogLine {
  readonly time: string
  readonly level: string
  readonly source: string
  readonly type: string
  readonly [field: string]: unknown
}

/** `npm run headless` in a profile folder of its own, as a person or a service runs it. */
export class HeadlessPeer {
  readonly folder = mkdtempSync(join(tmpdir(), 'tabchain-headless-'))
  #runner: ChildProcess | undefined
  #log = ''

  /** Starts the peer. {@link running} waits until it is there. */
  start(...args: string[]): void {
    this.#log = ''
    const runner = this.#spawn(args)
    runner.stdout?.on('data', chunk => {
      this.#log += chunk
    })
    runner.stderr?.on('data', chunk => {
      this.#log += chunk
    })
    this.#runner = runner
  }

  /** The log since the last start; every line of it is JSON. */
  log(): LogLine[] {
    const whole = this.#log.slice(0, this.#log.lastIndexOf('\n') + 1).trim()
    return whole === '' ? [] : whole.split('\n').map(line => JSON.parse(line) as LogLine)
  }

  /** Waits until the log has this many lines of this type, and returns the last of them. */
  async logged(type: string, times = 1): Promise<LogLine> {
    const lines = () => this.log().filter(line => line.type === type)
    await expect.poll(() => lines().length, { message: type }).toBeGreaterThanOrEqual(times)
    return lines()[times - 1] as LogLine
  }

  /** Runs commands by `--exec`. */
  async exec(lines: readonly string[], ...args: string[]): Promise<Ended> {
    return this.run(...lines.flatMap(line => ['--exec', line]), ...args)
  }

  /** The result of one command, as the program prints it. */
  async result<T>(line: string): Promise<T> {
    const { code, stdout, stderr } = await this.exec([line])
    expect(code, stderr).toBe(0)
    return JSON.parse(stdout) as T
  }

  status(): Promise<StatusResult> {
    return this.result<StatusResult>('status')
  }

  /** Runs the program to its end. */
  async run(...args: string[]): Promise<Ended> {
    const child = this.#spawn(args)
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.on('data', chunk => {
        output[name] += chunk
      })
    const [code] = await once(child, 'close')
    return { code, ...output }
  }

  /** The browser's process, while there is one. */
  browser(): number | undefined {
    try {
      const pid = Number(/-(\d+)$/.exec(readlinkSync(join(this.folder, 'browser/SingletonLock')))?.[1])
      process.kill(pid, 0)
      return pid
    } catch {
      return undefined
    }
  }

  /** Ends the browser without any chance to clean up. */
  killBrowser(): void {
    const pid = this.browser()
    if (pid === undefined) throw new Error('no browser runs')
    process.kill(pid, 'SIGKILL')
  }

  /** Ends the runner without any chance to clean up. */
  async killRunner(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Ends it as a service manager does, and returns its exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  /** For the end of a test, whatever happened before. */
  async dispose(): Promise<void> {
    await this.stop()
    await expect.poll(() => this.browser()).toBeUndefined()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #spawn(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [join(ROOT, 'scripts/headless.mjs'), '--profile', this.folder, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const runner = this.#runner
    this.#runner = undefined
    if (!runner || runner.exitCode !== null || runner.signalCode !== null) return runner?.exitCode ?? null
    const exited = once(runner, 'exit')
    runner.kill(signal)
    const [code] = await exited
    return code
  }
}
