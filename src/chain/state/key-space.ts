/**
 * First byte of a key of the state, hex, which identifies what the entry belongs to. It is never reused
 * (docs/protocol.md, State).
 */
export const KEY_SPACE = {
  account: '00',
  /** Proof of stake: one entry per staker. */
  stake: '01',
  /** Proof of stake: the sum of all stakes, and the ends of the queue of bonds. */
  stakes: '02',
  /** Proof of stake: one entry per bond that waits for its release, by its index in the queue. */
  release: '03',
  /** Proof of authority: the admin and the authorities. */
  authorities: '04',
  /** A contract: its creator, its height, and its methods. */
  contract: '05',
  /** A contract's source. */
  code: '06',
  /** A contract's stored values. */
  storage: '07',
  /** The keys of a contract's maps, by their places. */
  mapKeys: '08',
} as const
