import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('./', import.meta.url))
const SERVER = fileURLToPath(new URL('../../dist-server/server.js', import.meta.url))

/** A `redis-server` on loopback that keeps nothing on disk. Throws if there is none. */
export async function startRedis(port) {
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child, 'spawn')
  for await (const chunk of child.stdout) if (String(chunk).includes('Ready to accept connections')) break
  child.stdout.resume()
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') }
}

/** PeerJS's own server. */
export const startPlain = port => startServer(`${FOLDER}plain-peer.mjs`, [String(port)])

/** An instance of ours, with the flag of `npm run signaling`. */
export const startInstance = redisUrl =>
  startServer(SERVER, ['--signaling-only', '--port', '0', '--redis', redisUrl], ['--max-semi-space-size=2'])

async function startServer(file, args, flags = []) {
  const execArgv = ['--expose-gc', '--import', `${FOLDER}memory-hook.mjs`, ...flags]
  const child = fork(file, args, { execArgv, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    if (/127\.0\.0\.1:\d+/.test(output)) break
  }
  child.stdout.resume()
  return {
    port: Number(/127\.0\.0\.1:(\d+)/.exec(output)[1]),
    /** `memory` collects garbage first, `cpu` does not. */
    async measure(question) {
      child.send(question)
      return (await once(child, 'message'))[0]
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/** A process of clients; `call` runs one of its calls. */
export function startClients() {
  const child = fork(`${FOLDER}clients.mjs`)
  const waiting = new Map()
  let lastId = 0
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) resolve(result)
    else reject(new Error(error))
  })
  return {
    call: (call, args = {}) =>
      new Promise((resolve, reject) => {
        waiting.set(++lastId, { resolve, reject })
        child.send({ id: lastId, call, args })
      }),
    kill: () => child.kill('SIGKILL'),
  }
}
