import { existsSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAppFiles } from './app/app-files.ts'
import { readCertificate, selfSignedCertificate } from './certificate.ts'
import type { Cluster, ClusterHost } from './cluster/cluster.ts'
import { IceServices } from './ice-services.ts'
import { addressesFor } from './invites/addresses.ts'
import { isEveryAddress, lanAddresses, urlsOf } from './lan.ts'
import { SIGNALING_LIMITS } from './limits.ts'
import { createLog, type Log } from './log.ts'
import { serveMetrics } from './metrics.ts'
import type { ServerOptions } from './options.ts'
import { ServerFault } from './server-fault.ts'
import { createSignaling } from './signaling-server.ts'

export interface ServerPlaces {
  /** The built app. */
  readonly appFolder: string
  /** The folder for a self-signed certificate. */
  readonly cacheFolder: string
  readonly version: string
}

export interface RunningServer {
  /** The best one first. */
  readonly urls: readonly string[]
  /** What does not work although the server runs, for whoever started it. */
  readonly notices: readonly string[]
  /** The port of the figures; undefined if none are served. */
  readonly metricsPort: number | undefined
  /**
   * Refuses new tabs and sends away those that are there, over the time of `--drain`. The health endpoint
   * reports it.
   */
  drain(): Promise<void>
  /** Closes every connection and the port. */
  stop(): Promise<void>
}

/** Serves the app and the signaling from one port. Throws a {@link ServerFault} if it cannot. */
export async function startServer(
  options: ServerOptions,
  places: ServerPlaces,
  log: Log = createLog('text', line => console.error(line)),
): Promise<RunningServer> {
  const { redisUrl, origins, metrics, drainMs = 0 } = options.operation ?? {}
  if (!options.signalingOnly && !existsSync(join(places.appFolder, 'index.html')))
    throw new ServerFault(
      'APP_MISSING',
      `There is no built app in ${places.appFolder}: run "npm run build", or start with --signaling-only.`,
    )

  const app = options.signalingOnly ? signalingOnlyPage : createAppFiles(places.appFolder)
  const server = await createHttpServer(options, places, (request, response) => {
    if (signaling.handle(request, response)) return
    Promise.resolve(app(request, response)).catch((error: unknown) => {
      console.error('app:', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const ice = new IceServices(server, options)
  const signaling = await createSignaling({
    server,
    version: places.version,
    trustProxy: options.trustProxy,
    ice: request => ice.answer(request),
    addresses: request => addressesFor(request, options),
    origins,
    join: redisUrl === undefined ? undefined : host => joinRedis(redisUrl, host, log),
  })
  let figures: Awaited<ReturnType<typeof serveMetrics>> | undefined
  const close = async () => {
    figures?.close()
    ice.close()
    await signaling.close()
  }
  let fault: NodeJS.ErrnoException | undefined
  try {
    if (metrics) figures = await serveMetrics(metrics, signaling.state)
    fault = await listenWithUdp(server, ice, options)
  } catch (error) {
    await close()
    throw error
  }

  const { port } = server.address() as AddressInfo
  return {
    urls: urlsOf(options.https ? 'https' : 'http', options.host, port),
    notices: fault ? [udpNotice(fault, port, options)] : [],
    metricsPort: figures?.port,
    drain: () => signaling.drain(drainMs),
    async stop() {
      await close()
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Loads what only several instances need. */
async function joinRedis(url: string, host: ClusterHost, log: Log): Promise<Cluster> {
  const { joinCluster } = await import('./cluster/redis-cluster.ts')
  return joinCluster(url, host, log)
}

async function createHttpServer(
  { https, cert, key, host }: ServerOptions,
  { cacheFolder }: ServerPlaces,
  listener: RequestListener,
): Promise<Server> {
  // Bounds connections that send their request slowly.
  const limits = { headersTimeout: 15_000, requestTimeout: 30_000 }
  if (!https) return bounded(createServer(limits, listener))

  const hosts = ['localhost', '127.0.0.1', ...(isEveryAddress(host) ? lanAddresses() : [host])]
  const certificate =
    cert !== undefined && key !== undefined
      ? await readCertificate(cert, key)
      : await selfSignedCertificate(cacheFolder, [...new Set(hosts)])
  return bounded(createSecureServer({ ...limits, ...certificate }, listener))
}

function bounded(server: Server): Server {
  server.maxConnections = SIGNALING_LIMITS.totalSockets + 1_000
  return server
}

const signalingOnlyPage: RequestListener = (_, response) => {
  response.writeHead(404, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end('This server only introduces tabs to each other; see /signal/health.\n')
}

/** Any port is fine if UDP has it too; after so many that UDP does not have, it does without. */
const FREE_PORTS_TRIED = 5

/** Listens for TCP, then for UDP at the same port; the fault, if only UDP cannot. */
async function listenWithUdp(
  server: Server,
  ice: IceServices,
  options: ServerOptions,
): Promise<NodeJS.ErrnoException | undefined> {
  for (let tried = 1; ; tried++) {
    await listen(server, options)
    const fault = await ice.listen(server.address() as AddressInfo)
    if (!fault || options.port !== 0 || tried === FREE_PORTS_TRIED) return fault
    await new Promise(resolve => server.close(resolve))
  }
}

function udpNotice({ code, message }: NodeJS.ErrnoException, port: number, { relay }: ServerOptions): string {
  const why = code === 'EADDRINUSE' ? 'another program uses it' : message
  return (
    `UDP port ${port} cannot be opened (${why}): there is no STUN${relay ? ', and the relay works over TCP only' : ''}. ` +
    'Choose another port with --port (or PORT), or start with --no-stun.'
  )
}

function listen(server: Server, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenFault(cause, port, host)))
    server.listen(port, host, resolve)
  })
}

function listenFault(cause: NodeJS.ErrnoException, port: number, host: string): ServerFault {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new ServerFault(
        'PORT_BUSY',
        `Port ${port} is in use: stop the program that uses it, or choose another with --port (or PORT).`,
        { cause },
      )
    case 'EACCES':
      return new ServerFault(
        'PORT_FORBIDDEN',
        `Port ${port} needs more rights than this user has: choose one above 1023 with --port (or PORT).`,
        { cause },
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ServerFault(
        'HOST_UNKNOWN',
        `--host ${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 to be reached from the LAN.`,
        { cause },
      )
    default:
      return new ServerFault(
        'LISTEN',
        `--host ${host} --port ${port}: the server cannot listen there (${cause.message}); choose others.`,
        {
          cause,
        },
      )
  }
}
