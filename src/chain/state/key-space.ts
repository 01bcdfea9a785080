/** First byte of a key of the state, hex: whose entry it is. Never used again for anything else (docs/protocol.md, State). */
export const KEY_SPACE = {
  account: '00',
  /** Proof of stake: one entry per staker. */
  stake: '01',
  /** Proof of stake: what all stakes come to, and where the queue of bonds begins and ends. */
  stakes: '02',
  /** Proof of stake: one entry per bond that waits for its release, by its place in the queue. */
  release: '03',
  /** Proof of authority: the admin and the authorities. */
  authorities: '04',
  /** A contract: who made it, when, and what it offers. */
  contract: '05',
  /** A contract's source. */
  code: '06',
  /** A contract's stored values. */
  storage: '07',
  /** The keys of a contract's maps, in the order in which they came. */
  mapKeys: '08',
} as const
