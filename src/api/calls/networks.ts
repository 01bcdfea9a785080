import { takes } from '../call.ts'
import type { NetworkParameters } from '../network-parameters.ts'
import { peerId } from '../readers/chain-values.ts'
import { type Given, list, optional, record } from '../readers/field.ts'
import { large, number, text, truth } from '../readers/values.ts'
import type { JoinResult, KnownPeerResult, NetworkResult, PeerResult } from '../results.ts'

const many = Number.MAX_SAFE_INTEGER
const balances = optional(list(record({ address: text, amount: large }), many, ' of { address, amount }'))

/**
 * What a founder chooses. A preset fills in what is left out; amounts are base units, times milliseconds.
 * Whether they fit each other is the genesis's own rule.
 */
const requestFields = {
  name: text,
  symbol: text,
  /** The name of a consensus engine; that of the preset unless given. */
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
  /** Balances at height 0, beside the founder's. */
  allocations: balances,
  /** The founder's balance at height 0. */
  premine: optional(large),
  /**
   * Proof of work: time by which a late block doubles the target, and the floor as expected hashes a block.
   */
  halflifeMs: optional(number),
  minHashes: optional(large),
  /** Proof of stake. `stakes` beside the founder's `stake`. */
  epochSlots: optional(number),
  unbondingEpochs: optional(number),
  minStake: optional(large),
  burnPercent: optional(number),
  reporterPercent: optional(number),
  stake: optional(large),
  stakes: balances,
  /** Proof of authority: beside the founder, who is the admin. */
  timeoutMs: optional(number),
  authorities: optional(list(text, many, ' of addresses')),
  /** Later versions of the rules and the heights from which they hold. */
  activations: optional(list(record({ version: number, height: number }), many, ' of { version, height }')),
}

export type NetworkRequest = Given<typeof requestFields>

/** Networks of one's own, and the links to other tabs of this one. */
export const NETWORK_CALLS = {
  /** Founds a network of your own; `network switch` opens it. */
  networkCreate: takes(requestFields).gives<NetworkResult, 'GENESIS_BAD'>(),
  /** Lists the networks that you founded or were invited to, the running one first. */
  networkList: takes({}).gives<NetworkResult[]>(),
  /** Shows the running network with all its parameters. */
  networkShow: takes({}).gives<NetworkResult & { parameters: NetworkParameters }>(),
  /**
   * Opens another of your networks in this tab. It is named by its id, the beginning of it, or its name; the
   * page reloads.
   */
  networkSwitch: takes({ id: text }).gives<NetworkResult, 'NETWORK_UNKNOWN' | 'NETWORK_AMBIGUOUS'>(),
  /** Lists the tabs that this one is linked to. */
  peers: takes({}).gives<PeerResult[]>(),
  /** Links to a tab. */
  peerConnect: takes({ peerId }).gives<
    PeerResult,
    | 'PEER_IS_SELF'
    | 'PEER_GONE'
    | 'PEER_REFUSED'
    | 'PEER_TIMEOUT'
    | 'PEER_UNAVAILABLE'
    | 'LINKS_TOO_MANY'
    | 'DIAL_FAILED'
    | 'SIGNALING_OFFLINE'
  >(),
  /** Ends the link to a tab. */
  peerDisconnect: takes({ peerId }).gives<{ peerId: string }, 'PEER_UNKNOWN'>(),
  /** Ends the link to a tab and takes none from it for a while. */
  peerBan: takes({ peerId }).gives<{ peerId: string }, 'PEER_IS_SELF'>(),
  /** Lists the tabs that this one remembers. */
  peerKnown: takes({}).gives<KnownPeerResult[]>(),
  /** Makes a link that brings another tab into this network. */
  invite: takes({}).gives<{ link: string }>(),
  /** Connects to whoever made an invite; one of another network is opened in this tab. */
  join: takes({ link: text }).gives<
    JoinResult,
    | 'INVITE_CHECKSUM'
    | 'INVITE_GENESIS'
    | 'INVITE_MALFORMED'
    | 'INVITE_PEER'
    | 'INVITE_SIGNALING'
    | 'INVITE_TRUNCATED'
    | 'INVITE_VERSION'
  >(),
}
