/**
 * The messages between the page's PeerJS host (`page/peer-host.ts`) and the worker's transport
 * (`network/transport/`) over one `MessagePort`, and the frames on each link's own port. The page owns the
 * `RTCPeerConnection`s because browsers have them only on the main thread; it does not interpret the bytes.
 */

/**
 * Largest frame on a data channel: every browser takes 64 KiB in one message (RFC 8831, 6.6), and
 * head-of-line blocking stays short.
 */
export const MAX_FRAME_BYTES = 64 * 1024

/**
 * Bytes that the worker may send beyond the page's last credit. 8 MiB overflows Chromium's channel, 3 MiB
 * ran without a stall.
 */
export const SEND_CREDIT_BYTES = 3 * 1024 * 1024

/**
 * The page grants credit while its channel buffers at most this many bytes, so that the wire is never idle
 * and the buffer never full.
 */
export const CHANNEL_LOW_WATER_BYTES = 1024 * 1024

/** Credit is granted in steps of this size in both directions: one message for every four full frames. */
export const CREDIT_STEP_BYTES = 256 * 1024

/**
 * Bytes that may wait between the page and a busy worker on one link. A data channel cannot pause its sender,
 * but yamux windows stop an honest one long before this, so a link that exceeds it is closed.
 */
export const MAX_RECEIVE_QUEUE_BYTES = 8 * 1024 * 1024

/**
 * All links of a tab together: live, half-open, dialling. Each costs an RTCPeerConnection with its threads
 * and buffers.
 */
export const MAX_LINKS = 16

/** Label of the one data channel of a link; anything else that arrives under our id is refused. */
export const LINK_LABEL = 'tabchain/1'

/** Worker to page. */
export type LinkCommand =
  | {
      readonly type: 'open'
      readonly peerId: string
      /** In the order of preference; without any, only members introduce this tab. */
      readonly signaling: readonly SignalingAddress[]
    }
  | { readonly type: 'dial'; readonly dialId: number; readonly peerId: string; readonly timeoutMs: number }
  /** A dial without the server: the page answers with its `offer`, and needs `take-answer` to go on. */
  | {
      readonly type: 'make-offer'
      readonly dialId: number
      readonly peerId: string
      readonly timeoutMs: number
    }
  | { readonly type: 'take-answer'; readonly dialId: number; readonly sdp: string }
  /**
   * Another peer's offer. The page replies with its `answer`, and reports the link as `incoming`. `isPatient`
   * if the answer travels by hand.
   */
  | {
      readonly type: 'make-answer'
      readonly answerId: number
      readonly peerId: string
      readonly sdp: string
      readonly timeoutMs: number
      readonly isPatient?: boolean
    }
  | { readonly type: 'abort'; readonly dialId: number }
  | { readonly type: 'accept-inbound'; readonly accept: boolean }
  /** Asks for a {@link ReachReport}. */
  | { readonly type: 'probe'; readonly probeId: number }
  /** The answer to a `challenge`. */
  | ({ readonly type: 'proof'; readonly server: number; readonly nonce: string } & SignalingProof)
  | { readonly type: 'close' }

/** Page to worker. */
export type LinkEvent =
  | {
      readonly type: 'signaling'
      readonly status: SignalingStatus
      /** Index of the server in use, or of the one that was tried last while none answers. */
      readonly server: number
      readonly reason?: string
    }
  /** A signaling server, by its index, asks for proof of the peer id; the key is in the worker. */
  | { readonly type: 'challenge'; readonly server: number; readonly nonce: string }
  /** The link's port is in the transfer list, as for incoming links. */
  | {
      readonly type: 'dialled'
      readonly dialId: number
      readonly port: MessagePort
      readonly maxMessageBytes: number
    }
  /** A session description with all its candidates (RFC 8829), as for `answer`. */
  | { readonly type: 'offer'; readonly dialId: number; readonly sdp: string }
  /** `sdp` is absent if the page cannot answer. */
  | { readonly type: 'answer'; readonly answerId: number; readonly sdp?: string }
  /** `code` is a code of docs/errors.md. */
  | { readonly type: 'dial-failed'; readonly dialId: number; readonly code: string; readonly message: string }
  /** STUN and TURN servers became known or changed: dials that failed before may succeed now. */
  | { readonly type: 'ice-servers'; readonly count: number }
  | { readonly type: 'probed'; readonly probeId: number; readonly report: ReachReport }
  | {
      readonly type: 'incoming'
      readonly peerId: string
      readonly port: MessagePort
      readonly maxMessageBytes: number
    }
  /** The tab woke up or its internet connection changed: check every link now. */
  | { readonly type: 'wake'; readonly reason: string }

/**
 * On a link's port, both ways: an `ArrayBuffer` is one frame (at most 64 KiB, transferred). The rest is
 * control. `credit` is the number of bytes that left the sender's buffers since the last credit, with which
 * the worker bounds the bytes in flight. The page sends `path` when it knows how the bytes travel, and when
 * that changes.
 */
export type LinkFrame =
  | ArrayBuffer
  | { readonly type: 'credit'; readonly bytes: number }
  | { readonly type: 'path'; readonly relayed: boolean }
  | { readonly type: 'close'; readonly reason: string }

export type SignalingStatus = 'connecting' | 'online' | 'offline'

/** The address of the signaling server; `path` ends with a slash. */
export interface SignalingAddress {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly secure: boolean
  /** The network's id: the server introduces only peers of the same network to each other. */
  readonly networkId: string
}

/** The base URL of the server's HTTP half, with a slash at its end. */
export function signalingUrl({ secure, host, port, path }: SignalingAddress): string {
  return `${secure ? 'https' : 'http'}://${host}:${port}${path}`
}

/** What the browser and the network offer for links to other tabs, tried out now. */
export interface ReachReport {
  /** The STUN and TURN servers in use; undefined while the signaling server has not answered. */
  readonly servers: readonly IceServerCheck[] | undefined
  /** The browser hides this tab's addresses behind `.local` names, which need multicast. */
  readonly hidesAddresses: boolean
  /** The browser's permission to reach the local network, if it has one. */
  readonly localNetwork: 'granted' | 'denied' | 'prompt' | 'unknown'
}

/** One address of a STUN or TURN server. */
export interface IceServerCheck {
  readonly url: string
  /** It gave this tab an address. */
  readonly works: boolean
  /** The code and the text of the browser's error: of STUN (RFC 8489, 14.8), or 701 without an answer. */
  readonly code?: number
  readonly text?: string
}

/** Proof of the own peer id for a signaling server (`lib/signaling-proof.ts`). */
export interface SignalingProof {
  /** The host name that the proof is for. */
  readonly host: string
  /** Hex. */
  readonly signature: string
}

/** An entry of `RTCConfiguration.iceServers`. */
export interface IceServer {
  readonly urls: string[]
  readonly username?: string
  readonly credential?: string
}
