import { fileURLToPath } from 'node:url'
import { ServerFault } from '../signaling/server-fault.ts'
import { type RunningServer, startServer } from '../signaling/start-server.ts'
import { HeadlessFault } from './fault.ts'

/** The folder above `dist-headless/`, where this file is built. */
const ROOT = new URL('../', import.meta.url)

/**
 * Serves the built app and signaling on loopback, as `npm start` does, by default at a free port. Throws
 * SERVE_FAILED if it cannot.
 */
export async function serveApp(
  port: number | undefined,
): Promise<{ url: string; port: number; server: RunningServer }> {
  try {
    const server = await startServer(
      {
        port: port ?? 0,
        host: '127.0.0.1',
        https: false,
        cert: undefined,
        key: undefined,
        signalingOnly: false,
        trustProxy: false,
        stun: true,
        relay: undefined,
        iceServers: [],
      },
      {
        appFolder: fileURLToPath(new URL('dist', ROOT)),
        cacheFolder: fileURLToPath(new URL('.cache/certificate', ROOT)),
        version: __APP_VERSION__,
      },
    )
    const url = server.urls[0] ?? ''
    return { url, port: Number(new URL(url).port), server }
  } catch (cause) {
    if (!(cause instanceof ServerFault)) throw cause
    throw new HeadlessFault('SERVE_FAILED', portAdvice(cause), { cause })
  }
}

/**
 * The page's storage belongs to its address, so that another port would be an empty profile: only a person
 * may choose that.
 */
function portAdvice({ code, message }: ServerFault): string {
  if (code !== 'PORT_BUSY') return message
  return `${message} This profile's chain and keys belong to this port; at another one the peer starts without them.`
}
