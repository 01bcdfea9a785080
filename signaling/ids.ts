/** The hash of a network's genesis parameters, 64 hex digits: PeerJS clients send it as `key`. */
export const isNetworkId = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)

/** Whether a text has the form of a peer id (base58btc of an Ed25519 key): enough to look it up. */
export const isPeerId = (text: unknown): text is string =>
  typeof text === 'string' && /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/.test(text)
