/** Every bound of the relay, with its reason. */
export const RELAY_LIMITS = {
  /** How long credentials open allocations; a tab asks for new ones before. */
  credentialsMs: 3_600_000,
  /** A request with an older nonce is answered with a new one, so that a copied request is soon worthless. */
  nonceMs: 600_000,
  /** What an allocation lives without a Refresh (RFC 8656, section 3.2), and the longest that one may ask for. */
  lifetimeSeconds: { default: 600, longest: 3_600 },
  /** RFC 8656, sections 9 and 12. */
  permissionMs: 300_000,
  channelMs: 600_000,
  /**
   * Allocations of one tab: it dials 16 peers and more at the same time, each once over UDP and once over
   * TCP, and what a crashed page leaves lives for ten minutes.
   */
  tabAllocations: 160,
  /** Those of 30 pupils behind one router, at 32 each, four times over. */
  addressAllocations: 4_000,
  /** In all; about 2 KiB each, and below the 16 384 numbers of relayed ports. */
  allocations: 10_000,
  /** Peers that one allocation sends to by channel; a link has one, found among a few candidates. */
  channels: 16,
  /** Connections of one address and in all, out of those that the server takes. */
  addressConnections: 1_000,
  connections: 2_000,
  /** A connection that has no allocation for this long is closed; so is one that sends nothing at all. */
  idleMs: 30_000,
  /** Bytes waiting for a connection that does not read; more packets are dropped, as a full router does. */
  bufferedBytes: 256 * 1024,
  /** What opening an allocation costs of the budget, so that an empty one opens none. */
  allocationBytes: 4 * 1024,
  /** What each packet costs besides its content: the headers of IP and UDP. */
  packetOverheadBytes: 28,
  /** Tabs and addresses whose use is remembered; the least recently active is forgotten first. */
  spenders: 20_000,
  /** How often what has ended is cleared away. */
  sweepEveryMs: 30_000,
}

export type RelayLimits = typeof RELAY_LIMITS
