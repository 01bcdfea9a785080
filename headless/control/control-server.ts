import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { type Failure, fail, type Result } from '#lib/result.ts'
import { HeadlessFault } from '../fault.ts'
import { MAX_CALLS_PER_CLIENT, MAX_CLIENTS, MAX_REQUEST_BYTES } from '../limits.ts'
import { createLineReader, parseRequest, type Response } from './protocol.ts'

type Run = (line: string, signal: AbortSignal) => Promise<Result<unknown, Failure>>

/**
 * Lets other programs of the same user run commands, over a socket that only this user may open. The
 * profile's lock must be held: an existing socket belongs to a dead peer and is removed.
 */
export async function startControlServer(path: string, run: Run): Promise<{ stop(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, run)
  })
  server.maxConnections = MAX_CLIENTS
  if (process.platform !== 'win32') rmSync(path, { force: true })
  await listen(server, path)

  return {
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** The mask is set before the socket is made, so that it is never open to others. */
function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const mask = process.umask(0o177)
    server.once('error', cause =>
      reject(
        new HeadlessFault(
          'PROFILE_UNUSABLE',
          `The control socket ${path} cannot be made (${cause.message}); choose another folder with --profile.`,
          {
            cause,
          },
        ),
      ),
    )
    server.listen(path, resolve)
    process.umask(mask)
  })
}

function serve(socket: Socket, run: Run): void {
  const reader = createLineReader(MAX_REQUEST_BYTES)
  const calls = new Map<number, AbortController>()
  const answer = (response: Response) => {
    if (socket.writable) socket.write(`${JSON.stringify(response)}\n`)
  }

  socket.on('error', () => socket.destroy())
  // Nobody waits for the answers any more.
  socket.on('close', () => {
    for (const call of calls.values()) call.abort()
  })
  socket.on('data', chunk => {
    const lines = reader.push(chunk)
    for (const line of lines ?? []) take(line)
    if (lines) return
    answer({ id: 0, ...fail('LINE_TOO_LONG', `a request has at most ${MAX_REQUEST_BYTES} bytes`) })
    socket.end()
  })

  function take(text: string): void {
    const request = parseRequest(text)
    if (!request.ok) return answer({ id: 0, ...request })
    const { id } = request.value
    if ('cancel' in request.value) return calls.get(id)?.abort()
    if (calls.has(id)) return answer({ id, ...fail('REQUEST_BAD', `id: ${id} is running already`) })
    if (calls.size >= MAX_CALLS_PER_CLIENT)
      return answer({
        id,
        ...fail('BUSY', `at most ${MAX_CALLS_PER_CLIENT} commands run at once; wait until one has ended`),
      })

    const call = new AbortController()
    calls.set(id, call)
    void run(request.value.line, call.signal).then(result => {
      calls.delete(id)
      answer(result.ok ? { id, ok: true, result: result.value } : { id, ...result })
    })
  }
}
