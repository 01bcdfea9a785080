/** The hash of a network's genesis parameters, 64 hex digits: PeerJS clients send it as `key`. */
export const isNetworkId = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)

/**
 * A libp2p PeerId of an Ed25519 key in base58btc. Only its form is checked: Noise proves between the tabs who
 * owns it.
 */
export const isPeerId = (text: unknown): text is string =>
  typeof text === 'string' && /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/.test(text)

/**
 * `peer` knows one flat set of ids. Because the id contains the network, no message can name a peer of
 * another one.
 */
export const seatId = (networkId: string, peerId: string): string => `${networkId}.${peerId}`

/** The PeerId inside a {@link seatId}. */
export const peerIdOfSeat = (id: string): string => id.slice(id.indexOf('.') + 1)
