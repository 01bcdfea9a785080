import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'

const SHAPE =
  /^\/(dns|dns4|dns6|ip4|ip6)\/[^/]{1,253}\/tcp\/\d{1,5}\/(ws|wss|tls\/ws|tls\/sni\/[^/]{1,253}\/ws)\/p2p\/[^/]{1,80}$/

/**
 * Is it the multiaddr of an IPFS node that a browser can be linked with: by WebSocket, and known by its peer
 * id?
 */
export function isWebSocketPeer(text: string): boolean {
  try {
    if (!SHAPE.test(text)) return false
    // Both throw at what they do not know.
    peerIdFromString(multiaddr(text).getComponents().at(-1)?.value ?? '')
    return true
  } catch {
    return false
  }
}
