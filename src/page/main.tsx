import { StrictMode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import type { EventData } from '#api/events.ts'
import { createPortClient } from '#api/port-client.ts'
import { createAutomation } from '#commands/automation.ts'
import { known } from '#lib/assert.ts'
import { App } from '#ui/app.tsx'
import { BootNotice } from '#ui/features/boot/boot-notice.tsx'
import { openNetwork } from '#ui/features/networks/open-network.ts'
import { boot, type PageState } from './boot.ts'
import { nodeRuns } from './node-runs.ts'
import { createValue } from './observable-value.ts'
import { watchForUpdates } from './service-worker.ts'

type Fault = EventData['storage-fault']

/** The composition root of the page: boots the node, and shows the progress of the start or the app. */
const version = __APP_VERSION__
const { port1: pagePort, port2: apiPort } = new MessageChannel()
const api = createPortClient(pagePort)
const page = createValue<PageState>({ status: 'starting', step: 'checking' })
const fault = createValue<Fault | undefined>(undefined)
const update = createValue<{ apply(): void } | undefined>(undefined)

function Page() {
  const state = useSyncExternalStore(page.subscribe, page.get)
  const storageFault = useSyncExternalStore(fault.subscribe, fault.get)
  const updateAvailable = useSyncExternalStore(update.subscribe, update.get)
  if (state.status !== 'running') return <BootNotice state={state} />
  const { status: _, ...running } = state
  return (
    <App {...running} api={api} version={version} fault={storageFault} updateAvailable={updateAvailable} />
  )
}

const reload = () => location.reload()

function reasonOf(state: PageState): string {
  const crash = state.status === 'running' || state.status === 'crashed' ? state.crash : undefined
  return crash?.message ?? `the node did not start: ${state.status}`
}

createRoot(known(document.getElementById('root'), 'the page has a root element')).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)

window.tabchain = createAutomation(api, nodeRuns(page), {
  version,
  // after the answer to the command that asked for it
  effects: { openLink: link => setTimeout(openNetwork, 0, link), reload: () => setTimeout(reload) },
})
page.subscribe(() => {
  const state = page.get()
  if (state.status === 'starting' || state.status === 'asked') return
  if (state.status !== 'running' || state.crash) api.close(reasonOf(state))
})
// A full database cannot store the row that reports it.
window.tabchain.on('storage-fault', event => fault.set(event.data))
window.tabchain.on('storage-recovered', () => fault.set(undefined))
watchForUpdates(apply => update.set({ apply }))
void boot({ version, apiPort, show: page.set, restart: reload })
