import type { PeerId } from '#lib/peer-id.ts'
import type { KnownPeers } from './known-peers.ts'
import { MISBEHAVED_PAUSE_MS } from './limits.ts'
import type { Link } from './links/link.ts'
import type { PeerLinks } from './links/peer-links.ts'
import type { Network } from './network.ts'
import type { WireViolation } from './protocols/wire.ts'
import type { PeerScores } from './scoring.ts'
import { VERDICTS } from './verdicts.ts'

export interface ConductDependencies {
  readonly links: PeerLinks
  readonly known: KnownPeers
  readonly scores: PeerScores
  readonly onEvent: (type: string, data: Record<string, unknown>) => void
}

/**
 * Applies the consequences of peers' actions: scores, closed links, bans. The penalties are in the verdict
 * table.
 */
export class Conduct {
  readonly #deps: ConductDependencies

  constructor(deps: ConductDependencies) {
    this.#deps = deps
  }

  penalise(peerId: PeerId, code: Parameters<Network['penalise']>[1], message: string): void {
    const { links, known, scores, onEvent } = this.#deps
    const { penalty } = VERDICTS[code]
    const standing = scores.penalise(peerId, penalty)
    if (penalty === 0) return

    onEvent('peer-penalised', { peerId, code, message, penalty, score: scores.score(peerId) })
    if (standing === 'ban') return this.ban(peerId, code)
    if (standing === 'fine') return
    known.left(peerId, MISBEHAVED_PAUSE_MS)
    const link = links.get(peerId)
    if (link) void links.close(link, `its score fell too low: ${code}`)
  }

  ban(peerId: PeerId, reason: string): void {
    const { links, known, onEvent } = this.#deps
    known.ban(peerId)
    onEvent('peer-banned', { peerId, reason })
    const link = links.get(peerId)
    if (link) links.abort(link, `banned: ${reason}`)
  }

  /**
   * Penalises a broken rule of the wire. A node of another network or version has done nothing wrong; it is
   * only disconnected.
   */
  violation(link: Link, { code, message }: WireViolation): void {
    const { links, known, onEvent } = this.#deps
    if (code === 'WIRE_OTHER_NETWORK' || code === 'WIRE_VERSION') {
      known.refuse(link.peerId)
      onEvent('peer-refused', { peerId: link.peerId, code, message })
      void links.close(link, `${code}: ${message}`)
      return
    }
    this.penalise(link.peerId, code, message)
    if (link.state === 'connecting') void links.close(link, `${code}: ${message}`)
  }
}
