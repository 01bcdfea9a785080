/** Errors of links, peers and their messages. Each entry is a cause and, after the semicolon, a remedy. */
export const NETWORK_ERRORS = {
  PEER_ID_BAD: 'The text is not a peer id; copy it again: it begins with 12D3Koo.',
  PEER_IS_SELF: 'The peer id is this tab’s own; give that of another tab.',
  PEER_UNKNOWN: 'This tab has no link to the peer; use one that `peers` lists.',
  PEER_GONE: 'The link closed at once; try again later.',
  PEER_REFUSED: 'The peer refused the link, or is banned by this tab; try again later.',
  PEER_TIMEOUT: 'The peer did not answer in time; wait: the node asks another one.',
  PEER_UNAVAILABLE: 'The peer is offline; ask whoever runs it to open its tab.',
  LINKS_TOO_MANY: 'This tab or the peer has as many links as it allows; try again later.',
  DIAL_FAILED: 'The link could not be opened; check both internet connections, or try another one.',
  DIAL_TIMEOUT:
    'The other tab did not answer, or no data channel opened in time; wait: the node tries again.',
  DIAL_NAMES:
    'The other tab’s browser hides its addresses behind `.local` names, and this network does not resolve them; start the server with a STUN server or with `--relay`.',
  DIAL_BLOCKED:
    'The network lets nothing pass between the two tabs; start the server with `--relay`, or put both devices into one network.',
  LOCAL_NETWORK_DENIED:
    'This browser does not let the page reach the local network; allow “Local network access” in the site’s settings.',
  ICE_SERVER:
    'A STUN or TURN server refused or did not answer; ask whoever runs the server to check it, and let UDP through.',
  DESCRIPTION_BAD: 'The browser cannot use the other tab’s offer or answer; reload both tabs to update them.',
  MEMBERS_SILENT:
    'No linked tab reaches the peer, or the peer takes no link now; wait: the node tries again by itself.',
  PEER_WRONG:
    'Another tab answered in the place of the peer, and was not linked; wait: linked tabs introduce the peer.',
  CONNECTION_CLOSED: 'The browser closed the connection; wait: the node opens new links by itself.',
  NETWORK_NOT_RUNNING: 'The network has not started, or has stopped; reload the page.',
  SIGNALING_OFFLINE:
    'No signaling server can be reached; wait: links stay, and linked tabs introduce further ones.',
  ICE_BAD:
    'The page’s server sent an invalid list of STUN and TURN servers; ask whoever runs it to correct it.',

  LINK_BANNED: 'This tab has banned the other tab; wait until the ban ends.',
  LINK_CAP: 'All links are in use; wait until one ends.',
  LINK_CLOSING: 'This tab is closing; connect to another one.',
  LINK_DUPLICATE: 'The two tabs are already linked; nothing has to be done.',
  LINK_EXTRA_CHANNEL: 'The other tab opened a second channel, which ends the link; it may connect again.',
  LINK_FRAME_TOO_LARGE: 'The other tab sent a frame that is too large; the link ends.',
  LINK_NOT_BINARY: 'The other tab sent text instead of bytes; the link ends.',
  LINK_RECEIVE_OVERFLOW: 'The other tab sent faster than this one can read; the link ends.',
  LINK_UNRELIABLE: 'The other tab opened a channel that may lose messages; the link ends.',

  LINK_TEXT_MALFORMED:
    'The text or picture has no offer or answer; copy the whole text, or scan the QR code.',
  LINK_TEXT_CUT: 'The offer or answer is incomplete; copy all of it, or scan until every QR code is read.',
  LINK_TEXT_CHANGED: 'A character of the offer or answer was changed; copy it again instead of typing it.',
  LINK_TEXT_VERSION: 'The offer or answer is of another version; reload both tabs to update them.',
  LINK_TEXT_FORGED: 'The signature of the offer or answer is wrong; ask for a new one.',
  OFFER_EXPECTED: 'The text is an answer; let the tab that made the offer read it.',
  OFFER_OWN: 'This tab made the offer itself; read it in the other tab.',
  OFFER_EXPIRED: 'The offer has expired; make a new one, and check the clocks of both devices.',
  ANSWER_EXPECTED: 'The text is an offer; ask for the answer to yours.',
  ANSWER_OTHER_NETWORK: 'The answer is of another network; open that network first.',
  ANSWER_OTHER_OFFER: 'The answer is to another offer, or to one that was answered already; begin again.',

  WIRE_FLOOD: 'A peer exceeded its rate limit; it loses score.',
  WIRE_MALFORMED: 'A message of a peer cannot be decoded; the peer loses score.',
  WIRE_OTHER_NETWORK: 'The peer is on another network; the link ends.',
  WIRE_TOO_LARGE: 'A message of a peer is too large; the peer loses score.',
  WIRE_UNREQUESTED: 'A peer sent data that this tab did not request; it loses score.',
  WIRE_VERSION: 'The peer uses another version of the protocol; reload both tabs to update them.',
  NEWS_ELSEWHERE: 'An announcement names a file that is neither recorded nor here; it is not relayed.',
  NEWS_OLD: 'An announcement of files is older than the last one, or its time is wrong; it is not relayed.',
  NEWS_RATE: 'A link or a tab sent too many announcements of files; the rest is not relayed.',
  NEWS_UNKNOWN: 'An announcement of files comes from an unknown tab; it is not relayed.',

  BLOCK_KNOWN: 'This tab already has the block; nothing has to be done.',
  BLOCK_UNDER_WAY: 'The block is already being validated; nothing has to be done.',
  CHAIN_LIGHTER: 'The block is not on the preferred chain; it is kept only while there is room.',
  MINER_WORKER_FAILED: 'A mining thread failed; reload the page, or mine with fewer threads.',
} as const
