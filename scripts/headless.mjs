import { ensureBuilt } from './ensure-built.mjs'
import { followParent } from './follow-parent.mjs'
import { ensureInstalled } from './install.mjs'

/**
 * `npm run headless`: an always-on peer, from a fresh clone too. Installs what is missing, builds what is
 * missing or older than its sources, then becomes the peer (headless/main.ts, which reads the options).
 * Progress is printed on stderr: stdout is for the log, or for results.
 */
followParent()
await ensureInstalled()
await ensureBuilt('headless')
const { main } = await import('../dist-headless/main.js')
await main(process.argv.slice(2), { ensureApp: () => ensureBuilt('app') })
