import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { firstMatch } from './first-match.ts'

/**
 * Runs in namespaces of its own until its input ends, which happens whenever this process ends, even by
 * SIGKILL: then every process in them is ended, and the kernel removes the networks with them.
 */
const KEEPER = `
mount -t tmpfs tmpfs /run && mkdir /run/netns && echo ready || exit 1
cat >/dev/null
kill -KILL -1
rm -rf "$1"`

/** An ordinary user's path often lacks the programs of administrators. */
export const ADMIN_PATH = [process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter)

const ENVIRONMENT = { ...process.env, PATH: ADMIN_PATH }
/** An ordinary user also needs a user namespace, where the kernel grants it. */
const isRoot = process.getuid?.() === 0
const UNSHARE = ['--mount', '--net', '--pid', '--fork', '--mount-proc', '--kill-child']

/**
 * Linux namespaces for computers: mounts, processes and networks that nothing outside sees. Every computer is
 * a network namespace in them. Nothing of them is left behind when this process ends, however it ends.
 */
export class Namespaces {
  /** For files of programs inside; removed at the end. */
  readonly folder: string
  readonly #keeper: ChildProcess
  readonly #enter: readonly string[]

  private constructor(folder: string, keeper: ChildProcess, pid: string) {
    this.folder = folder
    this.#keeper = keeper
    const user = isRoot ? [] : ['--user', '--preserve-credentials']
    this.#enter = ['nsenter', '--target', pid, ...user, '--mount', '--net', '--pid']
  }

  /** Throws if this machine grants no namespaces. */
  static async open(): Promise<Namespaces> {
    const folder = mkdtempSync(join(tmpdir(), 'tabchain-lan-'))
    const user = isRoot ? [] : ['--user', '--map-root-user']
    const keeper = spawn('unshare', [...user, ...UNSHARE, 'sh', '-c', KEEPER, 'sh', folder], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Ctrl+C ends this process, and the keeper then tidies up.
      detached: true,
    })
    await firstMatch(keeper, /ready/)
    const child = readFileSync(`/proc/${keeper.pid}/task/${keeper.pid}/children`, 'utf8').trim()
    return new Namespaces(folder, keeper, child)
  }

  /**
   * Runs a command to its end, on this computer or with `undefined` outside of all, and resolves to its output.
   * Throws if it fails.
   */
  async run(computer: string | undefined, command: readonly string[], input?: string): Promise<string> {
    const [program, ...args] = this.#commandOn(computer, command)
    const child = spawn(program, args, {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      env: ENVIRONMENT,
    })
    child.stdin?.end(input)
    let [output, errors] = ['', '']
    child.stdout?.on('data', chunk => (output += chunk))
    child.stderr?.on('data', chunk => (errors += chunk))
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`"${command.join(' ')}" on ${computer ?? 'no computer'}: ${errors}`)
    return output
  }

  /** Starts a program on this computer, which runs until it ends by itself or everything is closed. */
  start(computer: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const [program, ...args] = this.#commandOn(computer, command)
    return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...ENVIRONMENT, ...env } })
  }

  /** A file that runs `program` on this computer with the arguments that it is called with. */
  wrapper(computer: string, program: string): string {
    const path = join(this.folder, `run-on-${computer}`)
    const command = this.#commandOn(computer, [program]).map(word => `'${word}'`)
    writeFileSync(path, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 })
    return path
  }

  /** Ends every process inside and removes the networks and the folder. */
  async close(): Promise<void> {
    if (this.#keeper.exitCode !== null || this.#keeper.signalCode !== null) return
    const ended = once(this.#keeper, 'close')
    this.#keeper.stdin?.end()
    await ended
  }

  /** The command line that runs `command` on this computer, or outside of all with `undefined`. */
  #commandOn(computer: string | undefined, command: readonly string[]): readonly [string, ...string[]] {
    const [nsenter = '', ...enter] = this.#enter
    const on = computer === undefined ? [] : ['ip', 'netns', 'exec', computer]
    return [nsenter, ...enter, ...on, ...command]
  }
}
