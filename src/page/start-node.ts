import type { BootReply, BootRequest, PingRequest } from '../api/boot.ts'
import { createPeerHost } from './peer-host.ts'

/** The running worker, to its watchdog. */
export interface NodeHandle {
  ping(): void
  terminate(): void
}

type Options = Omit<BootRequest, 'type' | 'linkPort'>

/** Spawns the node worker and bridges its links to WebRTC, which exists only here. `onReply` hears of every step, and of a crash at any time. */
export function startNode(options: Options, onReply: (reply: BootReply) => void): NodeHandle {
  const worker = new Worker(new URL('../node/node.worker.ts', import.meta.url), {
    type: 'module',
    name: 'node',
  })
  const linkChannel = new MessageChannel()
  createPeerHost(linkChannel.port1)

  worker.onmessage = (event: MessageEvent<BootReply>) => onReply(event.data)
  worker.onerror = event => {
    event.preventDefault()
    onReply({ type: 'crashed', message: event.message || 'the node’s script did not load', stack: '' })
  }
  const linkPort = linkChannel.port2
  worker.postMessage({ type: 'start', ...options, linkPort } satisfies BootRequest, [
    options.apiPort,
    linkPort,
  ])
  return {
    ping: () => worker.postMessage({ type: 'ping' } satisfies PingRequest),
    terminate: () => worker.terminate(),
  }
}
