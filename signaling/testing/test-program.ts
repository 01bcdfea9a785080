import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/**
 * The server as it is built and started, with a page in place of the app. It is built below the repository,
 * because its packages are found from there.
 */
export class TestBuild {
  readonly #running: Program[] = []

  private constructor(readonly folder: string) {}

  static async make(): Promise<TestBuild> {
    await mkdir(join(REPOSITORY, '.cache'), { recursive: true })
    const folder = await mkdtemp(join(REPOSITORY, '.cache/server-test-'))
    await build({
      configFile: join(REPOSITORY, 'signaling/vite.config.ts'),
      logLevel: 'error',
      build: { outDir: join(folder, 'dist-server') },
    })
    await mkdir(join(folder, 'dist'))
    await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>page</title>')
    return new TestBuild(folder)
  }

  run(...flags: string[]): Program {
    const program = new Program(this.folder, flags)
    this.#running.push(program)
    return program
  }

  /** Kills every program that runs. */
  stop(): void {
    for (const { process } of this.#running.splice(0)) process.kill('SIGKILL')
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true })
  }
}

/** A running server, and what it printed. */
export class Program {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  output = ''
  #changed = () => {}

  constructor(folder: string, flags: readonly string[]) {
    const { PORT: _port, HOST: _host, HTTPS: _https, REDIS_URL: _redis, ...env } = process.env
    this.process = spawn(process.execPath, [join(folder, 'dist-server/server.js'), ...flags], { env })
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', chunk => {
        this.output += String(chunk)
        this.#changed()
      })
    this.ended = new Promise(resolve => this.process.on('close', resolve))
  }

  async printed(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.output)) await new Promise<void>(resolve => (this.#changed = resolve))
    return pattern.exec(this.output)?.[0] ?? ''
  }

  /** The first URL that it prints. */
  async url(): Promise<URL> {
    await this.printed(/https?:[^\s",]+[\s",]/)
    return new URL(/https?:[^\s",]+/.exec(this.output)?.[0] ?? '')
  }
}
