/** The most STUN and TURN servers that a signaling server lists and a tab uses; tabs reject a longer list. */
export const MAX_ICE_SERVERS = 8
