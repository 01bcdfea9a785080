/** What a server answers about an invite: the genesis parameters at most, `MAX_GENESIS_BYTES`. */
export const MAX_INVITE_ANSWER_BYTES = 16 * 1024
export const INVITE_SERVER_TIMEOUT_MS = 10_000
