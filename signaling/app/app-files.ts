import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { CompressedFiles, chooseEncoding, type Encoding, type FileVersion } from './compressed-files.ts'
import { contentType } from './content-type.ts'
import { contentSecurityPolicy, SECURITY_HEADERS } from './security-headers.ts'

/** Vite puts files here that it names by a hash of their content. */
const HASHED = /^\/assets\/.*-[\w-]{8,}\.\w+$/

/**
 * Serves the built app of a folder: hashed assets may be cached for ever, everything else is revalidated each
 * time (the page, the service worker and the manifest are how a new version arrives), and every address of
 * the app's own returns the page. Files are looked up per request, so that a new build is served without a
 * restart.
 */
export function createAppFiles(folder: string) {
  const files = new CompressedFiles()

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return plain(response, 405, 'Only GET and HEAD are answered here.')
    }

    const path = pathOf(request)
    const file = path === undefined ? undefined : await findFile(folder, path, request)
    if (path === undefined || !file) return plain(response, 404, 'There is nothing at this address.')
    await send(file, HASHED.test(path), files, request, response)
  }
}

/** The decoded path, or undefined if it leads out of the folder. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    const path = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0] ?? '/')
    const bad = !path.startsWith('/') || /[\\\0]/.test(path)
    // Excludes parent folders and hidden files.
    return bad || path.split('/').some(name => name.startsWith('.')) ? undefined : path
  } catch {
    return undefined
  }
}

async function findFile(
  folder: string,
  path: string,
  request: IncomingMessage,
): Promise<FileVersion | undefined> {
  const named = await fileAt(folder, path.endsWith('/') ? `${path}index.html` : path)
  if (named) return named
  // An address of the app's own, opened as a page. A missing script must stay missing: a page in its place
  // would be confusing.
  const isNavigation = extname(path) === '' && (request.headers.accept ?? '').includes('text/html')
  return isNavigation ? fileAt(folder, '/index.html') : undefined
}

async function fileAt(folder: string, name: string): Promise<FileVersion | undefined> {
  const path = join(folder, name)
  if (relative(folder, path).split(sep)[0] === '..') return undefined
  try {
    const stats = await stat(path)
    return stats.isFile() ? { path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs } : undefined
  } catch {
    return undefined
  }
}

async function send(
  file: FileVersion,
  immutable: boolean,
  files: CompressedFiles,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { type, compressible } = contentType(file.path)
  const encoding: Encoding = compressible
    ? chooseEncoding(String(request.headers['accept-encoding'] ?? ''), file.sizeBytes)
    : 'identity'
  const etag = `W/"${file.sizeBytes.toString(36)}-${Math.floor(file.modifiedMs).toString(36)}"`

  response.setHeader('Content-Type', type)
  response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader('ETag', etag)
  if (compressible) response.setHeader('Vary', 'Accept-Encoding')
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }

  const body = await files.read(file, encoding)
  // Workers have the policy of their own script, not that of the page.
  const page = type.startsWith('text/html') ? String(await files.read(file, 'identity')) : ''
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(page))
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
  response.setHeader('Content-Length', body.length)
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body)
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
}
