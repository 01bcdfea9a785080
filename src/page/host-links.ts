/**
 * Hosts the links of the node at the other end of `port`. The code is loaded beside the node's worker, so that
 * the page is shown first; commands wait in the port.
 */
export async function hostLinks(port: MessagePort): Promise<void> {
  const { createPeerHost } = await import('./peer-host.ts')
  createPeerHost(port)
}

/**
 * The worker of a tab in the laboratory has several identities: for each it sends a port, and the page makes
 * a peer host at the other end.
 */
export function serveLabHosts(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<MessagePort>) => void hostLinks(data)
}
