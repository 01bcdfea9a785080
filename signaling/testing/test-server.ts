import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SIGNALING_LIMITS, type SignalingLimits } from '../limits.ts'
import { createSignaling, type Signaling, type SignalingOptions } from '../signaling-server.ts'

export interface TestServer {
  readonly server: Server
  readonly signaling: Signaling
  readonly port: number
  /** That of the HTTP half, with the base path. */
  readonly url: string
  stop(): void
}

/** A signaling server on a free port of 127.0.0.1, with some limits lowered. */
export async function startTestServer(
  limits: Partial<SignalingLimits> = {},
  options: Partial<SignalingOptions> = {},
): Promise<TestServer> {
  const server = createServer((request, response) => {
    if (!signaling.handle(request, response)) response.writeHead(404).end('not signaling')
  })
  const signaling = await createSignaling({
    server,
    version: '1.2.3',
    ice: () => ({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] }),
    limits: { ...SIGNALING_LIMITS, ...limits },
    ...options,
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server,
    signaling,
    port,
    url: `http://127.0.0.1:${port}/signal`,
    stop() {
      void signaling.close()
      server.close()
      server.closeAllConnections()
    },
  }
}
