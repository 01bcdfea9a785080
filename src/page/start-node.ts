import type { BootAnswer, BootReply, BootRequest, PingRequest } from '#api/boot.ts'
import { hostLinks, serveLabHosts } from './host-links.ts'

/** The running worker, for the page that started it. */
export interface NodeHandle {
  /** Answers the last question of the worker. */
  answer(answer: string): void
  ping(): void
  terminate(): void
}

interface Options extends Omit<BootRequest, 'type' | 'linkPort' | 'labPort'> {
  readonly lab: boolean
}

/**
 * Spawns the node worker and bridges its links to WebRTC, which exists only on the page. `onReply` receives
 * every step, and a crash at any time.
 */
export function startNode({ lab, ...options }: Options, onReply: (reply: BootReply) => void): NodeHandle {
  const worker = new Worker(new URL('../node/start/node.worker.ts', import.meta.url), {
    type: 'module',
    name: 'node',
  })
  const linkChannel = new MessageChannel()
  hostLinks(linkChannel.port1).catch(error => {
    // Otherwise the node would replace the notice and run without links.
    worker.onmessage = null
    worker.terminate()
    onReply(incomplete(String(error)))
  })

  worker.onmessage = (event: MessageEvent<BootReply>) => onReply(event.data)
  worker.onerror = event => {
    event.preventDefault()
    // An error without a message is a script that did not load.
    if (event.message) onReply({ type: 'crashed', message: event.message, stack: '' })
    else onReply(incomplete('the script of the node did not load'))
  }
  const linkPort = linkChannel.port2
  const labPort = lab ? openLab() : undefined
  const transferred = [options.apiPort, linkPort, ...(labPort ? [labPort] : [])]
  worker.postMessage({ type: 'start', ...options, linkPort, labPort } satisfies BootRequest, transferred)
  return {
    answer: answer => worker.postMessage({ type: 'answer', answer } satisfies BootAnswer),
    ping: () => worker.postMessage({ type: 'ping' } satisfies PingRequest),
    terminate: () => worker.terminate(),
  }
}

const incomplete = (message: string): BootReply => ({
  type: 'failed',
  reason: 'incomplete',
  code: 'APP_INCOMPLETE',
  message,
})

function openLab(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  serveLabHosts(port1)
  return port2
}
