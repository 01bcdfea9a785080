/**
 * What links, peers and their messages are refused for. Each entry is a cause and, after the semicolon, a
 * remedy.
 */
export const NETWORK_ERRORS = {
  PEER_ID_BAD: 'A text is not a peer id; copy it again, it begins with 12D3Koo.',
  PEER_IS_SELF: 'The peer id is this tab’s own; give the id of another.',
  PEER_UNKNOWN: 'This tab has no link to the peer; `peers` lists those that it has.',
  PEER_GONE: 'The link ended at once; try again later.',
  PEER_REFUSED: 'The peer refused the link, or is banned here; try again later.',
  PEER_TIMEOUT: 'The peer did not answer in time; the node asks another one.',
  PEER_UNAVAILABLE: 'The peer is not there; ask whoever runs it to open its tab.',
  LINKS_TOO_MANY: 'This tab or the peer has all the links that it may have; try again later.',
  DIAL_FAILED: 'The link could not be made; check both connections, or try another network.',
  DIAL_TIMEOUT: 'The link was not made in time; try again.',
  CONNECTION_CLOSED: 'The browser closed the connection; the node makes new links by itself.',
  NETWORK_NOT_RUNNING: 'The network does not run yet, or any more; reload the page.',
  SIGNALING_OFFLINE: 'The signaling server cannot be reached; links stay, and new ones wait for it.',
  ICE_BAD: 'The page’s server gave no list of STUN and TURN servers; whoever runs it has to correct it.',

  LINK_BANNED: 'The other tab is banned here for a while; it may come back later.',
  LINK_CAP: 'All links are taken; a place is free when one ends.',
  LINK_CLOSING: 'This tab is about to close; link with another one.',
  LINK_DUPLICATE: 'The two tabs are linked already; nothing has to be done.',
  LINK_EXTRA_CHANNEL: 'The other tab opened a second channel; the link ends, and it may link again.',
  LINK_FRAME_TOO_LARGE: 'The other tab sent a frame that is too large; the link ends.',
  LINK_NOT_BINARY: 'The other tab sent text instead of bytes; the link ends.',
  LINK_RECEIVE_OVERFLOW: 'The other tab sent faster than this one reads; the link ends.',
  LINK_UNRELIABLE: 'The other tab opened a channel that may lose messages; the link ends.',

  WIRE_FLOOD: 'A peer sent more than its share; it loses score.',
  WIRE_MALFORMED: 'A message of a peer cannot be read; it loses score.',
  WIRE_OTHER_NETWORK: 'The peer is on another network; the link ends.',
  WIRE_TOO_LARGE: 'A message of a peer is too large; it loses score.',
  WIRE_UNREQUESTED: 'A peer sent what nobody asked for; it loses score.',
  WIRE_VERSION: 'The peer speaks another version; reload both tabs to update them.',
  NEWS_ELSEWHERE: 'News is of a file that is neither recorded nor here; it is not passed on.',
  NEWS_OLD: 'News of files is older than what is known, or of another time; it is not passed on.',
  NEWS_RATE: 'More news of files came than a link or a tab may bring; it is not passed on.',
  NEWS_UNKNOWN: 'News of files is of a tab that nobody here knows; it is not passed on.',

  BLOCK_KNOWN: 'The block is held here; nothing has to be done.',
  BLOCK_UNDER_WAY: 'The block is being judged already; nothing has to be done.',
  CHAIN_LIGHTER: 'The block is on a chain that is not preferred; it is kept only where there is room.',
  MINER_WORKER_FAILED: 'A mining thread failed; reload the page, or mine with fewer threads.',
} as const
