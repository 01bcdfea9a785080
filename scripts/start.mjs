import { ensureBuilt } from './ensure-built.mjs'
import { followParent } from './follow-parent.mjs'
import { ensureInstalled } from './install.mjs'

/**
 * `npm start`: from a fresh clone to a served app. Installs what is missing, builds what is missing or older
 * than its sources, then becomes the server (signaling/server.ts, which reads the options).
 */
refuseSwallowedOptions()
followParent()
await ensureInstalled()
await ensureBuilt('server', ...(process.argv.includes('--signaling-only') ? [] : ['app']))
await import('../dist-server/server.js')

/**
 * npm keeps the option of `npm start --port 9000` for itself: without this check the server would silently
 * start at another port.
 */
function refuseSwallowedOptions() {
  const swallowed = ['port', 'host', 'https', 'trust-proxy', 'relay', 'ice', 'signaling-only'].filter(
    name => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  )
  if (swallowed.length === 0) return
  const names = swallowed.map(name => `--${name}`).join(', ')
  console.error(`npm took ${names} for itself. Put "--" before the options: npm start -- ${names} …`)
  process.exit(1)
}
