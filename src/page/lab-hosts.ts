import { createPeerHost } from './peer-host.ts'

/**
 * In the laboratory the worker has more identities than its own: for each it sends a port, and gets a peer
 * host of its own at the other end.
 */
export function serveLabHosts(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<MessagePort>) => {
    createPeerHost(data)
  }
}
