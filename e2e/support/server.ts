import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A running server process: the app and signaling, or signaling alone. */
export interface Server {
  /** Ends with a slash. */
  readonly url: string
  readonly port: number
  stop(): Promise<void>
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>
}

interface Options {
  readonly signalingOnly?: boolean
  /** The Redis that connects it with other instances. */
  readonly redis?: string
  /** By default a free one; a server that restarts needs its old one. */
  readonly port?: number
  /** More options of `npm start`. */
  readonly flags?: readonly string[]
  /** The folder with `dist/` and `dist-server/`, if not the project's own. */
  readonly home?: string
}

/** Starts the built server on loopback and waits until it answers. */
export async function startServer({
  signalingOnly = false,
  redis,
  port = 0,
  flags: more = [],
  home = ROOT,
}: Options = {}): Promise<Server> {
  const flags = [
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    ...(signalingOnly ? ['--signaling-only'] : []),
    ...more,
    ...(redis === undefined ? [] : ['--redis', redis]),
  ]
  const child = spawn(process.execPath, [join(home, 'dist-server/server.js'), ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await announcedUrl(child)
  return {
    url,
    port: Number(new URL(url).port),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0]
      if (url) resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', code => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
}
