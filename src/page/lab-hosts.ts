import { createPeerHost } from './peer-host.ts'

/**
 * The worker of a tab in the laboratory has several identities: for each it sends a port, and the page makes
 * a peer host at the other end.
 */
export function serveLabHosts(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<MessagePort>) => {
    createPeerHost(data)
  }
}
