/** Every bound of STUN over UDP and TCP, with its reason. */
export const STUN_LIMITS = {
  /**
   * Requests of one address. 30 pupils behind one router who open the page in the same minute dial 16 peers
   * each, which is 480 connections with one Binding request, and with a relay about 15 requests.
   */
  addressRequests: { burst: 8_000, perSecond: 800 },
  /** Requests of all addresses: senders of UDP can forge theirs. An answer takes about 20 µs. */
  requests: { burst: 40_000, perSecond: 8_000 },
  /** Addresses whose rate is remembered, about 100 bytes each. */
  addresses: 20_000,
  /** WebRTC sends packets of at most 1 300 bytes; credentials and headers add less than 400. */
  packetBytes: 4 * 1024,
}

export type StunLimits = typeof STUN_LIMITS
