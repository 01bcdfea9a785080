import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const ROOT = new URL('../', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string }

/** Builds the server into `dist-server/server.js`, for Node; packages stay in `node_modules`. */
export default defineConfig({
  root: fileURLToPath(ROOT),
  define: { __APP_VERSION__: JSON.stringify(version) },
  publicDir: false,
  build: {
    ssr: 'signaling/server.ts',
    outDir: 'dist-server',
    target: 'node20',
    emptyOutDir: true,
  },
})
