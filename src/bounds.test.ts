import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { MAX_HEADER_BYTES } from '#chain/limits.ts'
import { Holders } from '#files/holders.ts'
import * as files from '#files/limits.ts'
import { KnownPeers } from '#network/known-peers.ts'
import * as network from '#network/limits.ts'
import { MAX_LINKS } from '#network/link-messages.ts'
import { OfferGuard } from '#network/member-introductions/offer-guard.ts'
import { PeerScores } from '#network/scoring.ts'
import { VouchedPeers } from '#network/vouched-peers.ts'
import * as archive from '#node/archive/limits.ts'
import * as chainLimits from '#node/chain/limits.ts'
import * as faults from '#node/faults/limits.ts'
import * as follow from '#node/follow/limits.ts'
import { RestingPeers } from '#node/follow/resting-peers.ts'
import * as pool from '#node/pool/limits.ts'
import { EventLog } from '#node/screens/event-log.ts'
import * as screens from '#node/screens/limits.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'

/**
 * Collections that others can fill: every map, set and list that an object of the node keeps, with its
 * largest size and the bytes of an entry, rounded up. A new one fails the first test until its bound is
 * listed.
 */
interface Bound {
  readonly most: number
  readonly bytes: number
}

const most = (count: number, bytes: number): Bound => ({ most: count, bytes })
/** Filled by actions of this tab or its person, or by its own timers. */
const OWN = 'own'

const KIB = 1024
/** A peer id as text, with the entry around it. */
const PEER = 200
const HEADER = 2 * MAX_HEADER_BYTES
/** A CID as text, with its entry. */
const FILE = 200
const LINKS = 2 * MAX_LINKS

const BOUNDS: Readonly<Record<string, Bound | typeof OWN>> = {
  'node/follow/awaited-body.ts #asked': most(LINKS, PEER),
  'node/follow/awaited-body.ts #open': most(LINKS, PEER),
  // Headers above the final block cost a seal, and those without a body are counted.
  'node/chain/block-tree.ts #blocks': most(follow.HEADERS_WITHOUT_BODIES, HEADER),
  'node/follow/body-sources.ts #busy': most(LINKS, PEER),
  'node/follow/body-sources.ts #failures': most(LINKS, PEER),
  'node/screens/event-log.ts #waiting': most(screens.EVENTS_WAITING, KIB),
  'node/pool/fee-order.ts #entries': most(pool.MEMPOOL_TRANSACTIONS, PEER),
  'node/chain/fork-quota.ts #held': most(chainLimits.FORK_BLOCKS, HEADER),
  'node/chain/future-blocks.ts #waiting': most(chainLimits.FUTURE_BLOCKS, PEER),
  'node/pool/mempool.ts #byId': most(
    pool.MEMPOOL_TRANSACTIONS,
    (2 * pool.MEMPOOL_BYTES) / pool.MEMPOOL_TRANSACTIONS,
  ),
  'node/pool/mempool.ts #hidden': most(pool.MEMPOOL_TRANSACTIONS, PEER),
  'node/pool/mempool.ts #parked': most(pool.MEMPOOL_PARKED, PEER),
  'node/pool/mempool.ts #queues': most(pool.MEMPOOL_TRANSACTIONS, PEER),
  'node/follow/offence-watch.ts #seen': most(follow.WATCHED_HEADERS, HEADER),
  'node/follow/offences.ts #pending': most(follow.PENDING_OFFENCES, 2 * HEADER),
  'node/follow/offences.ts #timers': OWN,
  'node/pool/own-transactions.ts #rows': OWN,
  'node/pool/pool-sync.ts #next': most(LINKS, PEER),
  'node/follow/relay.ts #underWay': most(LINKS * follow.ANNOUNCED_BLOCKS_PER_PEER, HEADER),
  'node/follow/resting-peers.ts #peers': most(follow.RESTING_PEERS, PEER),
  'node/pool/sender-queue.ts #entries': most(pool.MEMPOOL_PER_SENDER, PEER),
  'node/follow/rivals.ts #byPeer': most(LINKS, PEER),
  'node/verify/spread-verify.ts #helpers': OWN,
  'node/verify/spread-verify.ts #waiting': OWN,
  'node/pool/stem.ts #embargoes': most(pool.MEMPOOL_TRANSACTIONS, PEER),
  'node/pool/stem.ts #outgoing': most(pool.STEM_WAITING, PEER),
  'node/pool/stem.ts #received': most(pool.MEMPOOL_TRANSACTIONS, PEER),
  'node/pool/stem.ts #relays': most(LINKS, PEER),
  'node/pool/stem.ts #tosses': most(LINKS, PEER),
  'node/follow/sync.ts #noGain': most(follow.RESTING_PEERS, PEER),
  'node/faults/unjudged-screen.ts #reported': most(faults.BUGS_REPORTED, KIB),

  'network/vouched-peers.ts #byVoucher': most(LINKS * network.MAX_VOUCHED, PEER),
  'network/dialler.ts #expected': most(MAX_LINKS, PEER),
  'network/dialler.ts #routes': OWN,
  'network/hand-links/hand-links.ts #answers': OWN,
  'network/hand-links/hand-links.ts #ended': OWN,
  'network/hand-links/hand-links.ts #open': OWN,
  'network/file-gossip.ts #authors': most(network.MAX_FILE_NEWS_AUTHORS, PEER),
  'network/file-gossip.ts #links': most(LINKS, PEER),
  'network/gossip.ts #buckets': most(LINKS, PEER),
  'network/gossip.ts #checking': most(LINKS, network.MAX_CHECKED_BYTES),
  'network/known-peers.ts #entries': most(network.MAX_KNOWN_PEERS, PEER),
  'network/known-peers.ts #pauses': most(network.MAX_FORGOTTEN_PEERS, PEER),
  'network/known-peers.ts #refused': most(network.MAX_REFUSED_PEERS, PEER),
  'network/links/peer-links.ts #links': most(LINKS, KIB),
  'network/links/peer-links.ts #waiting': most(
    LINKS * (network.MAX_CHECKED_MESSAGES + network.MAX_STREAMS_PER_LINK),
    PEER,
  ),
  'network/member-introductions/channel-opener.ts #doubted': most(network.MAX_DOUBTED_PEERS, PEER),
  'network/member-introductions/member-introductions.ts #answered': most(network.MAX_OPEN_ANSWERS, PEER),
  'network/member-introductions/offer-guard.ts #links': most(LINKS, PEER),
  'network/member-introductions/offer-guard.ts #origins': most(network.MAX_OFFER_ORIGINS, PEER),
  'network/member-introductions/offer-guard.ts #seen': most(network.MAX_SEEN_OFFERS, PEER),
  // The announcements themselves are counted apart: 2 MiB.
  'network/news-memory.ts #latest': most(network.MAX_FILE_NEWS_AUTHORS, 2 * KIB),
  'network/network-size.ts #samples': most(network.MAX_SIZE_SAMPLES, PEER),
  'network/protocols/heartbeat.ts #sent': OWN,
  'network/scoring.ts #entries': most(network.MAX_SCORES, PEER),
  'network/transport/fair-muxer.ts #underWay': most(MAX_LINKS * 2 * network.MAX_STREAMS_PER_LINK, PEER),
  // Four answers each of bodies and headers, two of pools and two files, at the same time.
  'network/transport/fair-muxer.ts #written': most(MAX_LINKS * 2 * network.MAX_STREAMS_PER_LINK, PEER),
  'network/transport/frame-queues.ts #byStream': most(MAX_LINKS * 12, network.STREAM_WINDOW_BYTES),
  'network/transport/pipe.ts #pieces': most(MAX_LINKS * network.MOST_PIPE_PIECES, PEER / 2),
  'network/transport/pipe.ts #rates': most(MAX_LINKS * network.PIPE_ROUNDS, 16),
  'network/transport/link-table.ts #slots': most(MAX_LINKS, network.MAX_WRITE_BUFFER_BYTES),
  'network/transport/page-links.ts #answers': most(network.MAX_OPEN_ANSWERS, KIB),
  'network/transport/page-links.ts #claims': OWN,
  'network/transport/page-links.ts #dials': OWN,
  'network/transport/page-links.ts #probes': OWN,
  'network/transport/port-transport.ts #handed': OWN,
  'network/transport/port-transport.ts #slots': OWN,

  'files/announcer.ts #announced': OWN,
  'files/announcer.ts #dropped': OWN,
  'files/announcer.ts #news': OWN,
  'files/block-view.ts #ahead': most(files.BLOCKS_AHEAD, files.MAX_BLOCK_BYTES),
  'files/peer-blocks.ts #asked': most(LINKS * files.REMEMBERED_WANTS, PEER),
  'files/peer-blocks.ts #waiting': OWN,
  'files/peer-blocks.ts #underWay': most(LINKS, PEER),
  'files/progress-meter.ts #marks': OWN,
  'files/rate-meter.ts #buckets': most(files.MEASURED_PEERS * files.FLOW_SPANS, PEER / 4),
  'files/received-bytes.ts #peers': most(files.MEASURED_PEERS, PEER),
  'files/fetch-file.ts #done': most(files.MAX_FILE_BLOCKS, PEER),
  'files/fetch-file.ts #flights': most(files.MAX_SOURCES * files.BLOCKS_PER_SOURCE, KIB),
  'files/fetch-file.ts #queue': most(files.MAX_FILE_BLOCKS, KIB / 2),
  'files/fetch-file.ts #sources': most(
    files.MAX_SOURCES + files.MAX_PUBLIC_SERVERS + files.MAX_FOUND_GATEWAYS + files.MAX_PUBLIC_PEERS,
    PEER,
  ),
  'files/fetches.ts #gone': most(LINKS, PEER),
  'files/fetches.ts #jobs': most(files.MAX_FETCHES, KIB),
  'files/holders.ts #byFile': most(files.MAX_ALL_HOLDINGS, FILE),
  'files/holders.ts #past': most(files.MAX_HOLDINGS * files.MAX_PAST_HOLDERS, PEER / 2),
  'files/holders.ts #peers': most(files.MAX_ALL_HOLDINGS, FILE),
  'files/holders.ts #unsaved': most(files.MAX_UNSAVED_HOLDERS, 2 * PEER),
  'files/recorded-cids.ts #cids': most(2 * archive.RECORDED_FILES, FILE),
  'files/recorded-cids.ts #latest': most(archive.RECORDED_FILES, KIB),
  'files/replicator.ts #rare': most(archive.RECORDED_FILES, FILE),
  'files/public-helia.ts #gone': most(files.MAX_PUBLIC_PEERS, PEER),
  'files/public-helia.ts #liars': most(files.MAX_LIARS, KIB),
  'files/public-helia.ts #searches': OWN,
  'files/public-ipfs.ts #searches': OWN,
  'files/serving-line.ts #blocks': most(LINKS * files.MAX_PEER_WANTS, FILE),
  'files/serving-line.ts #questions': most(LINKS * files.MAX_PEER_WANTS, FILE),
  'files/local-files.ts #rows': OWN,
  'files/unrequested-blocks.ts #waiting': most(LINKS, PEER),
}

const SOURCE = fileURLToPath(new URL('.', import.meta.url))
const FIELD = /^ {2}(?:private |readonly )*(#\w+)(?:: [^=\n]+)? = (?:new (?:Map|Set|WeakMap)\b|\[\])/gm

function collections(): string[] {
  return ['node', 'network', 'files'].flatMap(room =>
    readdirSync(`${SOURCE}${room}`, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') && !file.includes('.test') && !file.includes('.suite'))
      .flatMap(file => {
        const code = readFileSync(`${SOURCE}${room}/${file}`, 'utf8')
        return [...code.matchAll(FIELD)].map(([, name]) => `${room}/${file} ${name}`)
      }),
  )
}

test('every collection that the node, its network and its files keep has its bound in bytes', () => {
  const found = collections()
  expect(found.length).toBeGreaterThan(50)
  expect(found.toSorted()).toEqual(Object.keys(BOUNDS).toSorted())
})

test('none can take more than 128 MiB, and the sum is no more than a tab has', () => {
  const sizes = Object.entries(BOUNDS).map(([name, bound]) => ({
    name,
    mib: bound === OWN ? 0 : (bound.most * bound.bytes) / (KIB * KIB),
  }))
  for (const { name, mib } of sizes) expect(mib, name).toBeLessThanOrEqual(128)
  expect(sizes.reduce((sum, { mib }) => sum + mib, 0)).toBeLessThan(520)
})

/** The largest size of any map, set or list while `fill` ran. */
async function largest(fill: () => unknown): Promise<number> {
  let seen = 0
  const [set, add, push] = [Map.prototype.set, Set.prototype.add, Array.prototype.push]
  Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
    set.call(this, key, value)
    seen = Math.max(seen, this.size)
    return this
  }
  Set.prototype.add = function (this: Set<unknown>, value: unknown) {
    add.call(this, value)
    seen = Math.max(seen, this.size)
    return this
  }
  Array.prototype.push = function (this: unknown[], ...values: unknown[]) {
    const length = push.apply(this, values)
    seen = Math.max(seen, length)
    return length
  }
  try {
    await fill()
    return seen
  } finally {
    Object.assign(Map.prototype, { set })
    Object.assign(Set.prototype, { add })
    Object.assign(Array.prototype, { push })
  }
}

const clock = createFakeClock()
const random = createSeededRandom('bounds')
/** Only a clock, so that nothing else grows. */
const still = { now: () => clock.now(), after: () => () => {}, every: () => () => {} }
const FLOOD = 20_000
const flood = (each: (name: string) => void) => {
  for (let i = 0; i < FLOOD; i++) each(`peer${i}`)
}

/** One more than the bound exists for a moment before the oldest is dropped. */
const FILLS: Readonly<Record<string, { readonly bound: number; readonly fill: () => unknown }>> = {
  'scores of peers': {
    bound: network.MAX_SCORES,
    fill: () => {
      const scores = new PeerScores(still)
      flood(name => scores.penalise(testPeer(name), 1))
    },
  },
  'peers that others reported': {
    bound: network.MAX_KNOWN_PEERS,
    fill: () => {
      const known = new KnownPeers(testPeer('self'), [], { clock: still, random }, () => {})
      for (let i = 0; i < 2_000; i++)
        known.learned({ peerId: testPeer(`peer${i}`), ageMs: 0, links: 1 }, 'exchange')
    },
  },
  'peers of other networks': {
    bound: network.MAX_REFUSED_PEERS,
    fill: () => {
      const known = new KnownPeers(testPeer('self'), [], { clock: still, random }, () => {})
      flood(name => known.refuse(testPeer(name)))
    },
  },
  'keys that a link vouches for': {
    bound: network.MAX_VOUCHED,
    fill: () => {
      const vouchedPeers = new VouchedPeers()
      flood(peerId => vouchedPeers.add(testPeer('ann'), [{ peerId: testPeer(peerId) }]))
    },
  },
  'offers of links that strangers send': {
    bound: network.MAX_SEEN_OFFERS,
    fill: () => {
      const guard = new OfferGuard(still)
      flood(name => guard.isNew(name))
    },
  },
  'origins of offers of links': {
    bound: network.MAX_OFFER_ORIGINS,
    fill: () => {
      const guard = new OfferGuard(still)
      flood(name => guard.allows(testPeer(name)))
    },
  },
  'peers that rest': {
    bound: follow.RESTING_PEERS,
    fill: () => {
      const resting = new RestingPeers(still, () => {})
      flood(name => resting.failed(testPeer(name)))
    },
  },
  'events that wait': {
    bound: screens.EVENTS_WAITING,
    fill: () => {
      const log = new EventLog(createMemoryChainStore(), still)
      flood(peerId => log.emit('peer-left', { peerId, route: 'manual' }))
    },
  },
  'holders of a file': {
    bound: files.MAX_HOLDERS,
    fill: () => {
      const holders = new Holders(still, [])
      for (let i = 0; i < 2 * files.MAX_HOLDERS; i++)
        holders.received(testPeer(`peer${i}`), { held: [], fetching: [testCid('x')], dropped: [] })
    },
  },
  'holders that wait to be written': {
    bound: files.MAX_UNSAVED_HOLDERS,
    fill: () => {
      const holders = new Holders(still, [])
      flood(name => holders.received(testPeer(name), { held: [testCid('x')], fetching: [], dropped: [] }))
    },
  },
}

test.each(Object.entries(FILLS))(
  '%s: a flood stays within the bound, and reaches it',
  async (_, { bound, fill }) => {
    const seen = await largest(fill)
    expect(seen).toBeGreaterThanOrEqual(bound)
    expect(seen).toBeLessThanOrEqual(bound + 1)
  },
)
