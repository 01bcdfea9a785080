/** Bounds of offers and answers that people carry; a text or a picture may contain anything. */

/** An offer is valid for this time, while the tab that made it stays open. */
export const HAND_OFFER_LIFETIME_MS = 600_000
/** How far the clocks of two devices may differ before a valid offer counts as expired. */
export const HAND_OFFER_CLOCK_MS = 120_000
/** Bytes of an offer's nonce. */
export const HAND_NONCE_BYTES = 8
/** Candidates of a description: a device has a few interfaces with two addresses each. */
export const MAX_HAND_CANDIDATES = 12
/** A message when unpacked: a genesis of 16 KiB, which bounds invites too, and a description. */
export const MAX_HAND_MESSAGE_BYTES = 20 * 1024
/** The same packed, with its frame. */
export const MAX_HAND_CODE_BYTES = MAX_HAND_MESSAGE_BYTES + 64
/** The longest text that is searched for a code; base64 needs four characters for three bytes. */
export const MAX_HAND_TEXT = 32 * 1024
/**
 * Bytes in one QR code of several. With its header the code has 57 modules a side, which the camera of a
 * phone still reads from the screen of another one.
 */
export const HAND_CHUNK_BYTES = 200
/** Offers of this tab that wait for an answer; each holds an RTCPeerConnection. */
export const MAX_OPEN_HAND_OFFERS = 2
/** Ended offers, and answers of this tab, that are remembered for clear messages. */
export const MAX_ENDED_HAND_OFFERS = 16
