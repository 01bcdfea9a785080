import { extname } from 'node:path'

interface ContentType {
  readonly type: string
  /** Whether compression helps: text, and WebAssembly, which is not compressed by itself. */
  readonly compressible: boolean
}

const text = (type: string): ContentType => ({ type: `${type}; charset=utf-8`, compressible: true })
const binary = (type: string): ContentType => ({ type, compressible: false })

const CONTENT_TYPES: ReadonlyMap<string, ContentType> = new Map([
  ['.html', text('text/html')],
  ['.js', text('text/javascript')],
  ['.mjs', text('text/javascript')],
  ['.css', text('text/css')],
  ['.json', text('application/json')],
  ['.map', text('application/json')],
  ['.webmanifest', text('application/manifest+json')],
  ['.svg', text('image/svg+xml')],
  ['.txt', text('text/plain')],
  // TypeScript declarations for people, not video.
  ['.ts', text('text/plain')],
  // Streaming compilation needs exactly this type.
  ['.wasm', { type: 'application/wasm', compressible: true }],
  ['.png', binary('image/png')],
  ['.jpg', binary('image/jpeg')],
  ['.webp', binary('image/webp')],
  ['.ico', binary('image/x-icon')],
  ['.woff2', binary('font/woff2')],
])

/** By the file's extension; files of unknown types are downloads, never guessed. */
export function contentType(path: string): ContentType {
  return CONTENT_TYPES.get(extname(path).toLowerCase()) ?? binary('application/octet-stream')
}
