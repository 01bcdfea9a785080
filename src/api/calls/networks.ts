import { takes } from '../call.ts'
import type { NetworkParameters } from '../network-parameters.ts'
import { peerId } from '../readers/chain-values.ts'
import { type Input, list, optional, record } from '../readers/field.ts'
import { large, number, text, truth } from '../readers/values.ts'
import type { InviteResult, JoinResult, KnownPeerResult, NetworkResult, PeerResult } from '../results.ts'

const many = Number.MAX_SAFE_INTEGER
const balances = optional(list(record({ address: text, amount: large }), many, ' of { address, amount }'))

/**
 * The founder's choices. A preset fills in the rest; amounts are base units, times milliseconds. The genesis
 * rules check that they fit together.
 */
const requestFields = {
  name: text,
  symbol: text,
  /** The name of a consensus engine; by default that of the preset. */
  consensus: optional(text),
  /** `classroom`, `fair`, `open` or `classic`. */
  preset: optional(text),
  spacingMs: optional(number),
  emptyBlocks: optional(truth),
  reward: optional(large),
  halvingInterval: optional(number),
  blockBytes: optional(number),
  blockTransactions: optional(number),
  blockGas: optional(large),
  finalityDepth: optional(number),
  futureMs: optional(number),
  /** Balances at height 0, in addition to the founder's. */
  allocations: balances,
  /** The founder's balance at height 0. */
  premine: optional(large),
  /** Proof of work: the delay that doubles the target, and the least difficulty in hashes per block. */
  halflifeMs: optional(number),
  minHashes: optional(large),
  /** Proof of stake. `stakes` are in addition to the founder's `stake`. */
  epochSlots: optional(number),
  unbondingEpochs: optional(number),
  minStake: optional(large),
  burnPercent: optional(number),
  reporterPercent: optional(number),
  stake: optional(large),
  stakes: balances,
  /** Proof of authority: authorities in addition to the founder, who is the admin. */
  timeoutMs: optional(number),
  authorities: optional(list(text, many, ' of addresses')),
  /** Later versions of the rules and the heights from which they hold. */
  activations: optional(list(record({ version: number, height: number }), many, ' of { version, height }')),
}

/** Errors of opening a link. */
export type Linking =
  | 'DIAL_FAILED'
  | 'LOCAL_NETWORK_DENIED'
  | 'DIAL_NAMES'
  | 'DIAL_BLOCKED'
  | 'ICE_SERVER'
  | 'DIAL_TIMEOUT'
  | 'PEER_UNAVAILABLE'
  | 'SIGNALING_OFFLINE'
  | 'DESCRIPTION_BAD'
  | 'MEMBERS_SILENT'
  | 'PEER_WRONG'
  | 'PEER_GONE'
  | 'PEER_REFUSED'
  | 'LINKS_TOO_MANY'
  | 'NETWORK_NOT_RUNNING'

export type NetworkRequest = Input<typeof requestFields>

/** Own networks, and the links to other tabs of this one. */
export const NETWORK_CALLS = {
  /** Founds a network of your own; `network switch` opens it. */
  networkCreate: takes(requestFields).gives<NetworkResult, 'GENESIS_BAD'>(),
  /** Lists the networks that you founded or joined, the running one first. */
  networkList: takes({}).gives<NetworkResult[]>(),
  /** Shows the running network with all its parameters. */
  networkShow: takes({}).gives<NetworkResult & { parameters: NetworkParameters }>(),
  /**
   * Opens another of your networks in this tab. `id` is its id, the beginning of it, or its name; the page
   * reloads.
   */
  networkSwitch: takes({ id: text }).gives<NetworkResult, 'NETWORK_UNKNOWN' | 'NETWORK_AMBIGUOUS'>(),
  /** Lists the linked tabs. */
  peers: takes({}).gives<PeerResult[]>(),
  /** Opens a link to a tab. */
  peerConnect: takes({ peerId }).gives<PeerResult, 'PEER_IS_SELF' | Linking>(),
  /** Closes the link to a tab. */
  peerDisconnect: takes({ peerId }).gives<{ peerId: string }, 'PEER_UNKNOWN'>(),
  /** Closes the link to a tab and refuses new ones from it for a while. */
  peerBan: takes({ peerId }).gives<{ peerId: string }, 'PEER_IS_SELF'>(),
  /** Lists the known tabs, linked or not. */
  peerKnown: takes({}).gives<KnownPeerResult[]>(),
  /** Creates an invite, with which another tab joins this network: links, and a code for some minutes. */
  invite: takes({}).gives<InviteResult>(),
  /** Connects to the tab that created an invite (a link or a code); if it is of another network, opens it. */
  join: takes({ link: text }).gives<
    JoinResult,
    | 'INVITE_CHECKSUM'
    | 'INVITE_CODE_EXPIRED'
    | 'INVITE_CODE_UNKNOWN'
    | 'INVITE_GENESIS'
    | 'INVITE_MALFORMED'
    | 'INVITE_NETWORK_UNKNOWN'
    | 'INVITE_PEER'
    | 'INVITE_SERVER'
    | 'INVITE_SIGNALING'
    | 'INVITE_TRIES'
    | 'INVITE_TRUNCATED'
    | 'INVITE_VERSION'
  >(),
}
