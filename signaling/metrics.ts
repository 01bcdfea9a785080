import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ServerFault } from './server-fault.ts'
import type { SignalingState } from './signaling-state.ts'

/** A gauge shows what is now, a counter what has been since the start. */
type Figure = readonly [
  name: string,
  kind: 'Gauge' | 'Counter',
  help: string,
  read: (state: SignalingState) => number,
]

const FIGURES: readonly Figure[] = [
  ['peers', 'Gauge', 'Peers that are connected to this instance.', state => state.peers],
  ['networks', 'Gauge', 'Networks that have a peer here.', state => state.networks],
  ['sockets', 'Gauge', 'WebSockets, including those without a proven id.', state => state.sockets],
  ['draining', 'Gauge', '1 while the instance sends its peers away.', state => Number(state.isDraining)],
  [
    'instances',
    'Gauge',
    'Instances that share their peers, with this one.',
    state => state.cluster?.instances ?? 1,
  ],
  [
    'redis_up',
    'Gauge',
    '1 while Redis answers; 1 without Redis too.',
    state => Number(state.cluster?.connected ?? true),
  ],
  ['admitted_total', 'Counter', 'Peers that proved their id.', state => state.counters.admitted],
  ['refused_total', 'Counter', 'Connections that were turned away.', state => state.counters.refused],
  [
    'messages_total',
    'Counter',
    'Offers, answers and candidates from peers.',
    state => state.counters.messages,
  ],
  ['forwarded_total', 'Counter', 'Messages to peers of other instances.', state => state.counters.forwarded],
  ['expired_total', 'Counter', 'Offers that reached nobody.', state => state.counters.expired],
  ['dropped_total', 'Counter', 'Messages over the rate.', state => state.counters.dropped],
]

/**
 * Serves the figures of an instance, and those of its process, at `/metrics` in Prometheus' text format. They
 * name no peer, network or address, but how much is used is for the operator alone: so they are served at an
 * address of their own, by default on loopback, and never at the app's port. `prom-client` is loaded here, and
 * only here. Throws a {@link ServerFault} if it cannot listen.
 */
export async function serveMetrics(
  { host, port }: { readonly host: string; readonly port: number },
  state: () => SignalingState,
): Promise<{ readonly port: number; close(): void }> {
  const { Registry, Gauge, Counter, collectDefaultMetrics } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const [name, kind, help, read] of FIGURES) {
    const options = { name: `tabchain_signaling_${name}`, help, registers: [registry] }
    if (kind === 'Gauge')
      new Gauge({
        ...options,
        collect() {
          this.set(read(state()))
        },
      })
    else
      new Counter({
        ...options,
        collect() {
          this.reset()
          this.inc(read(state()))
        },
      })
  }

  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end('Figures are at /metrics.\n')
    void registry.metrics().then(text => {
      response.writeHead(200, { 'Content-Type': registry.contentType }).end(text)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', cause =>
      reject(
        new ServerFault(
          'METRICS',
          `--metrics ${host}:${port}: figures cannot be served there (${cause.message}).`,
          { cause },
        ),
      ),
    )
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
