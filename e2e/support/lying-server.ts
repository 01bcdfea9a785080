import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** A signaling server on loopback that tells the truth until `impersonate` makes it lie. */
export interface LyingServer {
  /** Its base address, which ends with a slash. */
  readonly url: string
  /** From now on whatever is for `victim` goes to `puppet`, and whatever `puppet` sends is from `victim`. */
  impersonate(victim: string, puppet: string): void
  /** How many messages went to the wrong peer or had the wrong sender. */
  lies(): number
  stop(): Promise<void>
}

interface Message {
  readonly type: string
  readonly dst?: string
  readonly payload?: unknown
}

/** PeerJS's protocol and the list of peers, without a check of anything. It knows no networks. */
export async function startLyingServer(): Promise<LyingServer> {
  const sockets = new Map<string, WebSocket>()
  const networks = new Map<string, Set<string>>()
  let lie: { readonly victim: string; readonly puppet: string } | undefined
  let lies = 0

  const answer = ({ url = '' }: IncomingMessage, response: ServerResponse) => {
    const network = /networks\/(\w+)\/peers/.exec(url)?.[1]
    const peers = [...(networks.get(network ?? '') ?? [])]
    const body = JSON.stringify(network === undefined ? { iceServers: [] } : { peers })
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
    response.end(body)
  }
  const pass = (from: string, { type, dst = '', payload }: Message) => {
    const to = lie?.victim === dst && from !== lie.puppet ? lie.puppet : dst
    const src = lie?.puppet === from ? lie.victim : from
    if (to !== dst || src !== from) lies++
    sockets.get(to)?.send(JSON.stringify({ type, src, dst: to, payload }))
  }

  const server = createServer(answer)
  const listening = new WebSocketServer({ server })
  listening.on('connection', (socket, { url = '' }) => {
    const query = new URL(url, 'http://localhost').searchParams
    const [id, key] = [query.get('id') ?? '', query.get('key') ?? '']
    const members = networks.get(key) ?? new Set()
    networks.set(key, members.add(id))
    sockets.set(id, socket)
    socket.send(JSON.stringify({ type: 'OPEN' }))
    socket.on('message', data => pass(id, JSON.parse(String(data)) as Message))
    socket.on('close', () => members.delete(id))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/signal/`,
    impersonate: (victim, puppet) => {
      lie = { victim, puppet }
    },
    lies: () => lies,
    async stop() {
      for (const socket of listening.clients) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}
