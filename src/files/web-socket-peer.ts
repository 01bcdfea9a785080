import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'

const SHAPE =
  /^\/(dns|dns4|dns6|ip4|ip6)\/[^/]{1,253}\/tcp\/\d{1,5}\/(ws|wss|tls\/ws|tls\/sni\/[^/]{1,253}\/ws)\/p2p\/[^/]{1,80}$/

/** Whether it is the multiaddr of an IPFS node that a browser can link with: WebSocket, with a peer id. */
export function isWebSocketPeer(text: string): boolean {
  try {
    if (!SHAPE.test(text)) return false
    // Both throw for an unknown protocol.
    peerIdFromString(multiaddr(text).getComponents().at(-1)?.value ?? '')
    return true
  } catch {
    return false
  }
}
