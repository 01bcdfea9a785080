/**
 * Every bound of the signaling server, with its reason. A class of 30 behind one address and 24 tabs on one
 * machine must never reach one; a flood must. They hold for one instance. Several instances do not share them:
 * they protect the process that counts, whoever spreads over k instances gets k times as much, and a shared
 * count would cost a trip to Redis for every message.
 */
export const SIGNALING_LIMITS = {
  /**
   * Offers and answers with data channels only are 0.5 to 3 KiB, with many candidates inlined below 16 KiB.
   */
  messageBytes: 64 * 1024,
  /** Frames of one message: browsers send one of this size in one. */
  messageFrames: 32,
  /** A message costs one unit per started 4 KiB, so that large ones cannot be a cheap flood. */
  unitBytes: 4 * 1024,
  /** The cost of a malformed message: honest clients send none. */
  malformedUnits: 25,
  /** Dialling 16 peers at once takes about 16 × 20 messages; afterwards a tab sends a heartbeat every 5 s. */
  connectionUnits: { burst: 600, perSecond: 60 },
  /** 30 pupils who open the page in the same minute, each dialling 16 peers. */
  addressUnits: { burst: 20_000, perSecond: 2_000 },
  /** Messages dropped for the rate before the connection is closed. */
  droppedMessages: 200,
  /** New WebSockets of one address: a class that reloads twice at the same time. */
  addressConnects: { burst: 240, perSecond: 20 },
  /** WebSockets of one address at the same time. */
  addressSockets: 500,
  /** HTTP calls of one address: each tab asks for peers at start and when it has few. */
  addressRequests: { burst: 600, perSecond: 60 },
  /** Addresses whose rate is remembered, about 100 bytes each; the least recently seen is forgotten first. */
  addresses: 20_000,
  /**
   * Peers in one network and in all, of this instance. A peer costs about 4 KiB and one file descriptor, and the
   * process starts to lag when thousands reconnect at the same instant.
   */
  networkPeers: 5_000,
  totalPeers: 10_000,
  /** All WebSockets, including those that are not admitted (yet). */
  totalSockets: 11_000,
  /** Peers in one answer: a new tab needs a few introductions, not a census. */
  peersPerAnswer: 10,
  /** Bytes waiting for a client that does not read; beyond them it is dropped. */
  bufferedBytes: 1024 * 1024,
  /**
   * WebSocket pings find half-open connections and keep proxies from closing idle ones (commonly at 60 s).
   */
  pingEveryMs: 25_000,
  /** The time to prove an id: the tab's worker signs, and may be busy checking blocks. */
  proofMs: 10_000,
  /** The time to answer the close of a WebSocket. */
  closeMs: 2_000,
  /** Without a PeerJS heartbeat for this long, the page is frozen. Background tabs send one a minute. */
  heartbeatTimeoutMs: 90_000,
}

export type SignalingLimits = typeof SIGNALING_LIMITS
