import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { FULL_MESH_BELOW, MAX_PARALLEL_DIALS, MIN_LINK_AGE_MS, TARGET_LINKS } from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'

export interface LinkView {
  readonly peerId: PeerId
  /** Milliseconds since the handshake. */
  readonly ageMs: number
  /** The number of links that the other end reports. */
  readonly links: number
  /** The other end has too many links and asks for release once this node has another one. */
  readonly asksRelease: boolean
}

export interface CandidateView {
  readonly peerId: PeerId
  /** Was it reported recently? */
  readonly alive: boolean
  readonly links: number
  /** Is it the peer of the invite? It is dialled before all others. */
  readonly introducer: boolean
}

/** A node's knowledge for decisions about its links. */
export interface TopologyView {
  /** Links after their handshake. */
  readonly links: readonly LinkView[]
  /** Slots of dials and of links before their handshake, and how many of them are dials. */
  readonly opening: number
  readonly dialling: number
  /** Peers without a link that may be dialled now. */
  readonly candidates: readonly CandidateView[]
  /** Other nodes that are alive, linked ones included. */
  readonly others: number
  /** A rotation is running: its dial has not ended yet. */
  readonly rotating: boolean
  readonly rotationDue: boolean
  /** The neighbour that is asked for release now. */
  readonly asked: PeerId | undefined
}

export type TopologyAction =
  /** `replaces`: drop that one once this one is linked. */
  | { readonly type: 'dial'; readonly peerId: PeerId; readonly replaces?: PeerId }
  | { readonly type: 'drop'; readonly peerId: PeerId }
  /** The neighbour to ask for release, if any. */
  | { readonly type: 'ask'; readonly peerId: PeerId | undefined }

/**
 * Which links to open and to close (docs/protocol-wire.md, Topology). Every node wants `TARGET_LINKS` links,
 * or one with every other node when there are fewer: below ten nodes that is a full mesh, and nothing changes
 * abruptly at ten. From ten on links are exchanged one by one, and a node with more links than it wants sheds
 * them, never below what the other end needs. It is a pure function.
 */
export function decideTopology(view: TopologyView, random: Random): TopologyAction[] {
  const missing = TARGET_LINKS - view.links.length - view.opening
  if (missing > 0) return [...dialMissing(view, missing, random), ...ask(view, undefined)]
  if (view.others + 1 < FULL_MESH_BELOW) return ask(view, undefined)
  if (view.links.length > TARGET_LINKS) return shed(view, random)
  return [...replaceOne(view, random), ...ask(view, undefined)]
}

function dialMissing(view: TopologyView, missing: number, random: Random): TopologyAction[] {
  const places = Math.min(
    missing,
    MAX_PARALLEL_DIALS - view.dialling,
    MAX_LINKS - view.links.length - view.opening,
  )
  return preferred(view.candidates, random)
    .slice(0, Math.max(0, places))
    .map(({ peerId }) => ({ type: 'dial', peerId }))
}

/**
 * One link too many: drop one whose other end has too many as well, or ask a neighbour to look for a
 * replacement.
 */
function shed(view: TopologyView, random: Random): TopologyAction[] {
  const rich = view.links.filter(link => link.links > TARGET_LINKS)
  // Not always, so that two ends that shed at the same moment rarely take a third below its target.
  const [victim] = random.below(2) === 0 ? shuffled(rich, random) : []
  if (victim) return [{ type: 'drop', peerId: victim.peerId }, ...ask(view, undefined)]

  const stillGood = view.links.some(link => link.peerId === view.asked && link.links <= TARGET_LINKS)
  if (stillGood || rich.length > 0) return []
  const [neighbour] = shuffled(view.links.filter(old), random)
  return neighbour ? ask(view, neighbour.peerId) : []
}

/**
 * A rotation that keeps the graph random, or that a neighbour asked for; the new link opens before the old
 * one closes.
 */
function replaceOne(view: TopologyView, random: Random): TopologyAction[] {
  if (view.rotating || view.opening > 0) return []
  const asking = view.links.filter(link => link.asksRelease)
  if (!view.rotationDue && asking.length === 0) return []

  const [fresh] = preferred(
    view.candidates.filter(candidate => candidate.alive),
    random,
  )
  const removable = view.links.filter(old)
  const rich = removable.filter(link => link.links > TARGET_LINKS)
  const [leaving] = shuffled([asking, rich, removable].find(group => group.length > 0) ?? [], random)
  if (!fresh || !leaving) return []
  return [{ type: 'dial', peerId: fresh.peerId, replaces: leaving.peerId }]
}

const old = (link: LinkView): boolean => link.ageMs >= MIN_LINK_AGE_MS

/** The introducer first, then live peers, those with the fewest links first, otherwise at random. */
function preferred(candidates: readonly CandidateView[], random: Random): CandidateView[] {
  return shuffled(candidates, random).sort(
    (a, b) =>
      Number(b.introducer) - Number(a.introducer) ||
      Number(b.alive) - Number(a.alive) ||
      Number(a.links >= TARGET_LINKS) - Number(b.links >= TARGET_LINKS),
  )
}

function ask(view: TopologyView, peerId: PeerId | undefined): TopologyAction[] {
  return view.asked === peerId ? [] : [{ type: 'ask', peerId }]
}
