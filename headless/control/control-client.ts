import { createConnection, type Socket } from 'node:net'
import { err, type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_ANSWER_BYTES } from '../limits.ts'
import { createLineReader, parseResponse } from './protocol.ts'

/** A connection to the peer that runs in a profile. */
export interface ControlClient {
  run(line: string, signal?: AbortSignal): Promise<Result<unknown, Failure>>
  close(): void
  readonly closed: Promise<void>
}

/** Connects to the peer at this socket; undefined if none listens. */
export async function connectToPeer(path: string): Promise<ControlClient | undefined> {
  const socket = await connect(path)
  return socket && createClient(socket)
}

function connect(path: string): Promise<Socket | undefined> {
  return new Promise(resolve => {
    const socket = createConnection(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

function createClient(socket: Socket): ControlClient {
  const reader = createLineReader(MAX_ANSWER_BYTES)
  const waiting = new Map<number, (result: Result<unknown, Failure>) => void>()
  let lastId = 0

  const closed = new Promise<void>(resolve => {
    socket.on('close', () => {
      for (const settle of waiting.values())
        settle(fail('PEER_GONE', 'the peer ended while the command ran; check whether it was done'))
      waiting.clear()
      resolve()
    })
  })
  socket.on('error', () => socket.destroy())
  socket.on('data', chunk => {
    const lines = reader.push(chunk)
    if (!lines) return socket.destroy()
    for (const line of lines) {
      const response = parseResponse(line)
      if (!response) continue
      const result = response.ok ? ok(response.result) : err(response.error)
      // Id 0 is not of any request: the peer could not read what was sent.
      for (const id of response.id === 0 ? [...waiting.keys()] : [response.id]) {
        waiting.get(id)?.(result)
        waiting.delete(id)
      }
    }
  })

  return {
    closed,
    close: () => socket.destroy(),
    run(line, signal) {
      const id = ++lastId
      return new Promise(resolve => {
        if (socket.destroyed) return resolve(fail('PEER_GONE', 'the peer has ended'))
        const cancel = () => socket.write(`${JSON.stringify({ id, cancel: true })}\n`)
        signal?.addEventListener('abort', cancel, { once: true })
        waiting.set(id, result => {
          signal?.removeEventListener('abort', cancel)
          resolve(result)
        })
        socket.write(`${JSON.stringify({ id, line })}\n`)
      })
    },
  }
}
