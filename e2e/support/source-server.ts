import { createServer } from 'vite'
import { meteredQuickJs } from '../../scripts/metered-quickjs.ts'

/** The sources on loopback, for code that runs in a browser without the app. */
export interface SourceServer {
  /** An empty page, from which every module of the project can be imported by its path. */
  readonly blank: string
  stop(): Promise<void>
}

/**
 * A page may measure its memory with `performance.measureUserAgentSpecificMemory` if nothing of another
 * origin is in it.
 */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

/**
 * Serves modules as they are imported; `bundled` are packages that are not ES modules, or have too many
 * files.
 */
export async function startSourceServer(bundled: readonly string[] = []): Promise<SourceServer> {
  const server = await createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [...bundled] },
    plugins: [meteredQuickJs()],
    server: { port: 0, host: '127.0.0.1', headers: ISOLATED },
  })
  server.middlewares.use('/blank', (_request, response) =>
    response.writeHead(200, { ...ISOLATED, 'content-type': 'text/html' }).end('<!doctype html>'),
  )
  await server.listen()
  return { blank: `${server.resolvedUrls?.local[0]}blank`, stop: () => server.close() }
}
