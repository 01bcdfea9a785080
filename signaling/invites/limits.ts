/** Every bound of what the server keeps and answers for invites, with its reason. */
export const INVITE_LIMITS = {
  /** The parameters of one network: `MAX_GENESIS_BYTES` of the app. */
  genesisBytes: 16 * 1024,
  /** Of all networks; typical ones have 200 bytes. Beyond it the one that was asked for least recently goes. */
  totalGenesisBytes: 16 * 1024 * 1024,
  /** Networks, so that tiny ones do not fill the memory with entries. */
  geneses: 5_000,
  /** How long a network without a tab is remembered: a last tab that reloads is back within seconds. */
  absentMs: 10 * 60_000,
  /** From the last time that a tab asked for the code. */
  codeMs: 10 * 60_000,
  /** How long an expired code is called expired instead of unknown, and is not given to another network. */
  expiredMs: 60 * 60_000,
  /** Codes, valid or expired, a hundred bytes each. */
  codes: 10_000,
  /** Codes that one address may try: a class of 30 in the same minute, with as many mistakes. */
  addressTries: { burst: 60, perSecond: 0.5 },
  /**
   * Codes that all addresses together may try. With a thousand valid codes among 30⁶, so many guesses a second
   * hit one in twenty hours.
   */
  allTries: { burst: 1_000, perSecond: 10 },
  /** Parameters and codes that one address may offer and ask for: each tab does so at start and on Invite. */
  addressOffers: { burst: 240, perSecond: 2 },
}

export type InviteLimits = typeof INVITE_LIMITS
