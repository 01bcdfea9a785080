import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { breakpointNames } from './scripts/breakpoint-names.ts'
import { meteredQuickJs } from './scripts/metered-quickjs.ts'
import { texts } from './scripts/texts.ts'
import { COLOURS } from './src/ui/tokens.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** That the worker takes most of the build's time is no news. */
const QUIET = { pluginTimings: false }

/**
 * The app: page, workers and service worker into `dist/`. The server has its own configuration, `signaling/vite.config.ts`.
 * `BASE_PATH=/tabchain/` builds for a host that serves the app below a path.
 */
export default defineConfig({
  base: process.env.BASE_PATH ?? '/',
  define: { __APP_VERSION__: JSON.stringify(version) },
  worker: { format: 'es', rolldownOptions: { checks: QUIET } },
  build: {
    target: 'es2022',
    rolldownOptions: { checks: QUIET },
    // Budgets are checked per entry by scripts/build.mjs, in compressed bytes, and break the build; this warning does not.
    chunkSizeWarningLimit: 2000,
    // An inlined worker or module would need `data:` in the content security policy.
    assetsInlineLimit: 0,
  },
  server: {
    // The signaling server of `npm run signaling` beside `npm run dev`.
    proxy: { '/signal': { target: 'http://127.0.0.1:8080', ws: true } },
  },
  plugins: [
    texts(),
    react(),
    meteredQuickJs(),
    breakpointNames(),
    VitePWA({
      // A tab that runs old rules next to new ones is a fork: the new version waits until the user says so.
      registerType: 'prompt',
      injectRegister: false,
      // The glob below has them already.
      includeManifestIcons: false,
      manifest: {
        name: 'Tabchain',
        short_name: 'Tabchain',
        description:
          'A blockchain network that anyone starts with a link: every browser tab is a complete node.',
        theme_color: COLOURS.ground[0],
        background_color: COLOURS.ground[0],
        display: 'standalone',
        id: '.',
        start_url: '.',
        categories: ['finance', 'utilities', 'education'],
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        // Everything a node needs to open with no network at all.
        globPatterns: ['**/*.{js,css,html,wasm,svg,png,ico,woff2}'],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        navigateFallback: 'index.html',
        navigateFallbackDenylist: [/\/signal(\/|$)/],
        // Invites and options travel in the query; they must not make a navigation miss the cached page.
        ignoreURLParametersMatching: [/.*/],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
})
