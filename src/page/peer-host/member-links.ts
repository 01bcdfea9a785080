import { LINK_LABEL, type LinkCommand, type LinkEvent } from '#network/link-messages.ts'
import type { LinkConnection, PeerLink } from './peer-link.ts'

/** A STUN server that does not answer must not hold up a description with the addresses that are there. */
const GATHERING_MS = 2_000
/** Browsers give up on an address that has not answered for 15 s (libwebrtc). */
const TRY_AGAIN_MS = 10_000

export interface MemberLinksHost {
  readonly after: (delayMs: number, task: () => void) => () => void
  createConnection(): RTCPeerConnection
  /** Whether one more connection may be made. */
  hasRoom(): boolean
  /** Both report the link once it is open, as for links that a server introduced. */
  dialled(dialId: number, connection: LinkConnection, timeoutMs: number): PeerLink
  incoming(connection: LinkConnection, timeoutMs: number, isPatient: boolean): PeerLink
  post(event: LinkEvent): void
}

/**
 * Makes the offers and answers that members, or people, carry between tabs. Each contains all candidates, so that a
 * single signed message goes each way.
 */
export class MemberLinks {
  readonly #host: MemberLinksHost

  constructor(host: MemberLinksHost) {
    this.#host = host
  }

  async offer({ dialId, peerId, timeoutMs }: LinkCommand & { type: 'make-offer' }): Promise<void> {
    const { post } = this.#host
    if (!this.#host.hasRoom()) {
      const message = 'this tab has as many connections as it may have; close one first'
      return post({ type: 'dial-failed', dialId, code: 'LINK_CAP', message })
    }
    const pc = this.#host.createConnection()
    const channel = pc.createDataChannel(LINK_LABEL, { ordered: true })
    const link = this.#host.dialled(dialId, connectionOf(peerId, pc, channel), timeoutMs)
    try {
      await pc.setLocalDescription()
      post({ type: 'offer', dialId, sdp: await this.#gathered(pc) })
    } catch {
      link.end('DESCRIPTION_BAD')
    }
  }

  async answer(command: LinkCommand & { type: 'make-answer' }): Promise<void> {
    const { answerId, peerId, sdp, timeoutMs, isPatient = false } = command
    const { post } = this.#host
    if (!this.#host.hasRoom()) return post({ type: 'answer', answerId })
    const pc = this.#host.createConnection()
    const link = this.#host.incoming(connectionOf(peerId, pc), timeoutMs, isPatient)
    try {
      await pc.setRemoteDescription({ type: 'offer', sdp })
      await pc.setLocalDescription()
      post({ type: 'answer', answerId, sdp: await this.#gathered(pc) })
      if (isPatient) this.#tryAgain(pc, link, sdp)
    } catch {
      // The description of a stranger may be anything.
      link.end('DESCRIPTION_BAD')
      post({ type: 'answer', answerId })
    }
  }

  /**
   * Tries the offer's addresses again and again until the other tab has the answer and tries too: a firewall
   * that lets only answers in opens by this tab's own packets.
   */
  #tryAgain(pc: RTCPeerConnection, link: PeerLink, sdp: string): void {
    const candidates = sdp.match(/(?<=^a=)candidate:.*/gm) ?? []
    const again = () => {
      if (link.isOpen || pc.signalingState === 'closed') return
      for (const candidate of candidates) pc.addIceCandidate({ candidate, sdpMid: '0' }).catch(() => {})
      this.#host.after(TRY_AGAIN_MS, again)
    }
    this.#host.after(TRY_AGAIN_MS, again)
  }

  /** The description once all candidates are in it, or those found in time. */
  async #gathered(pc: RTCPeerConnection): Promise<string> {
    await new Promise<void>(resolve => {
      const cancel = this.#host.after(GATHERING_MS, resolve)
      const look = () => {
        if (pc.iceGatheringState !== 'complete') return
        cancel()
        resolve()
      }
      pc.addEventListener('icegatheringstatechange', look)
      look()
    })
    if (!pc.localDescription) throw new Error('the connection has no description')
    return pc.localDescription.sdp
  }
}

const connectionOf = (
  peer: string,
  peerConnection: RTCPeerConnection,
  dataChannel?: RTCDataChannel,
): LinkConnection => ({
  peer,
  peerConnection,
  byMembers: true,
  ...(dataChannel ? { dataChannel } : {}),
  on: () => {},
  close: () => peerConnection.close(),
})
