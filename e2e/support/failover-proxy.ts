import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A reverse proxy as far as journeys need one. */
export interface FailoverProxy {
  /** Ends with a slash. */
  readonly url: string
  stop(): void
}

/** Connects in turns to each of these ports of 127.0.0.1, and past one that does not answer. */
export async function startFailoverProxy(ports: readonly number[]): Promise<FailoverProxy> {
  const clients = new Set<Socket>()
  let turn = 0
  const proxy = createServer(client => {
    clients.add(client)
    client.on('close', () => clients.delete(client)).on('error', () => {})
    join(client, [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)])
    turn++
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`,
    stop() {
      proxy.close()
      for (const client of clients) client.destroy()
    },
  }
}

function join(client: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) return void client.destroy()
  const upstream = connect(port, '127.0.0.1')
  let isJoined = false
  upstream.once('connect', () => {
    isJoined = true
    client.pipe(upstream).pipe(client)
  })
  upstream.on('error', () => {
    if (!isJoined) join(client, others)
  })
  upstream.on('close', () => {
    if (isJoined) client.destroy()
  })
  client.on('close', () => upstream.destroy())
}
