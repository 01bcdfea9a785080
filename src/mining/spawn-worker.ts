import type { MinerPort, MinerReport } from './messages.ts'

/** A search worker on a thread of its own. It may be spawned from the page or from another worker. */
export function spawnSearchWorker(): MinerPort {
  return portOf(new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module', name: 'miner' }))
}

/** The pool's end of a real worker. */
export function portOf(worker: Worker): MinerPort {
  return {
    post: request => worker.postMessage(request),
    listen(listener) {
      worker.onmessage = (event: MessageEvent<MinerReport>) => listener.report(event.data)
      worker.onmessageerror = () => listener.died('a report could not be read')
      worker.onerror = event => {
        // Otherwise a nested worker's error also reaches every worker above it and the page, as if it were
        // theirs.
        event.preventDefault()
        listener.died(event.message || 'its script did not load')
      }
    },
    terminate: () => worker.terminate(),
  }
}
