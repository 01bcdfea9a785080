import { expect, test } from 'vitest'
import type { PeerId } from '#lib/peer-id.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { until } from '#testing/until.ts'
import {
  INTRODUCTION_FANOUT,
  INTRODUCTION_HOPS,
  INTRODUCTION_TIMEOUT_MS,
  MAX_OPEN_ANSWERS,
  MAX_WAITING_OFFERS,
  OFFER_CLOCK_MS,
  OFFER_LIFETIME_MS,
  ORIGIN_OFFER_RATE,
} from '../limits.ts'
import { peerIdFromSeed } from '../peer-id.ts'
import type { PassedOffer } from '../protocols/introduce.ts'
import { MemberIntroductions } from './member-introductions.ts'
import { signAnswer, signOffer } from './signed-description.ts'

const networkId = 'ab'.repeat(32)
const SIGNAL = new AbortController().signal
const EMPTY = new Uint8Array()

interface Member {
  readonly seed: Uint8Array
  readonly id: PeerId
  readonly links: Member[]
  readonly introductions: MemberIntroductions
  /** Offers that reached its page. */
  readonly offers: string[]
  /** Links that it blamed. */
  readonly blamed: PeerId[]
  received: number
  accepts: boolean
  /** What it does with an offer, in place of the rules. */
  misbehaves?: (passed: PassedOffer) => Promise<Uint8Array>
  knows: (link: PeerId, peerId: PeerId) => boolean
}

const clock = createFakeClock(1_700_000_000_000)

function members(count: number): Member[] {
  const all: Member[] = []
  for (let n = 1; n <= count; n++) {
    const seed = new Uint8Array(32).fill(n)
    const id = peerIdFromSeed(seed)
    const member: Member = {
      ...{ seed, id, links: [], offers: [], blamed: [], received: 0, accepts: true },
      knows: () => false,
      introductions: new MemberIntroductions({
        ...{ self: id, identitySeed: seed, networkId, clock, random: createSeededRandom(n) },
        links: () => member.links.map(link => link.id),
        knows: (link, peerId) => member.knows(link, peerId),
        ask: async (link, passed) => {
          const other = member.links.find(one => one.id === link)
          if (!other) return EMPTY
          other.received++
          if (other.misbehaves) return other.misbehaves(passed)
          return (await other.introductions.receive(passed, id)) ?? EMPTY
        },
        accepts: () => member.accepts,
        answer: async (_, sdp) => {
          member.offers.push(sdp)
          return `answer to ${sdp}`
        },
        penalise: link => member.blamed.push(link),
      }),
    }
    all.push(member)
  }
  return all
}

function link(one: Member, other: Member): void {
  one.links.push(other)
  other.links.push(one)
}

function line(count: number): Member[] {
  const all = members(count)
  for (const [i, member] of all.entries()) {
    const next = all[i + 1]
    if (next) link(member, next)
  }
  return all
}

const at = (all: readonly Member[], n: number): Member => {
  const member = all.at(n)
  if (!member) throw new Error('no such member')
  return member
}

const introduce = (from: Member, to: Member, sdp = 'an offer') =>
  from.introductions.introduce(to.id, sdp, SIGNAL)
const offerOf = ({ seed }: Member, to: Member, expires = clock.now() + OFFER_LIFETIME_MS, nonce = 1) =>
  signOffer(seed, networkId, { to: to.id, nonce: new Uint8Array(16).fill(nonce), expires, sdp: 'an offer' })

test('a common neighbour delivers the offer, and its answer comes back', async () => {
  const [a, b, c] = line(3) as [Member, Member, Member]
  expect(await introduce(a, c)).toBe('answer to an offer')
  expect([b.received, c.received, c.offers]).toEqual([1, 1, ['an offer']])
})

test('an offer passes as many members as its hops allow, and no more', async () => {
  const near = line(INTRODUCTION_HOPS + 2)
  expect(await introduce(at(near, 0), at(near, -1))).toBe('answer to an offer')
  const far = line(INTRODUCTION_HOPS + 3)
  await expect(introduce(at(far, 0), at(far, -1))).rejects.toMatchObject({ code: 'MEMBERS_SILENT' })
  expect(at(far, -2).received).toBe(0)
  // A member that asks for more hops than anybody has does not get them.
  const [first, second] = [at(far, 0), at(far, 1)]
  await second.introductions.receive({ hops: 99, offer: offerOf(first, at(far, -1)) }, first.id)
  expect(at(far, -1).offers).toEqual([])
})

test('it goes by few links, first by those that reported the peer, and comes to nobody twice', async () => {
  const all = members(12)
  const [a, target] = [at(all, 0), at(all, -1)]
  for (const member of all.slice(1, 11)) link(a, member)
  link(at(all, 7), target)
  a.knows = voucher => voucher === at(all, 7).id
  expect(await introduce(a, target)).toBe('answer to an offer')
  expect(all.slice(1, 11).filter(({ received }) => received > 0).length).toBe(INTRODUCTION_FANOUT)

  const mesh = members(12)
  for (const [i, one] of mesh.entries()) for (const other of mesh.slice(i + 1)) link(one, other)
  const stranger = at(members(13), -1)
  await expect(introduce(at(mesh, 0), stranger)).rejects.toMatchObject({ code: 'MEMBERS_SILENT' })
  const most = INTRODUCTION_FANOUT + INTRODUCTION_FANOUT ** 2 + INTRODUCTION_FANOUT ** 3
  expect(mesh.reduce((sum, { received }) => sum + received, 0)).toBeLessThanOrEqual(most)
})

test('a member that answers in the place of another is found out, and the honest way serves', async () => {
  const all = members(5)
  const [a, liar, honest, target, puppet] = all as [Member, Member, Member, Member, Member]
  for (const member of [liar, honest]) {
    link(a, member)
    link(member, target)
  }
  liar.misbehaves = async ({ offer }) => {
    // Its own puppet answers, for the very offer and for one of its own making.
    const swapped = offerOf(liar, puppet)
    const answer = await puppet.introductions.receive({ hops: 0, offer: swapped }, liar.id)
    return answer ?? signAnswer(puppet.seed, networkId, { id: '00'.repeat(32) }, String(offer.length))
  }
  expect(await introduce(a, target)).toBe('answer to an offer')
  expect(target.offers).toEqual(['an offer'])
  await until(() => expect(a.blamed).toEqual([liar.id]))
})

test('a changed offer, one of another network, and one that nobody signed cost the member that brings them', async () => {
  const [a, b, c] = line(3) as [Member, Member, Member]
  const offer = offerOf(a, c)
  const changed = offer.slice()
  changed[changed.length - 80] = (changed[changed.length - 80] ?? 0) ^ 1
  const foreign = signOffer(a.seed, 'cd'.repeat(32), {
    ...{ to: c.id, nonce: new Uint8Array(16), expires: clock.now() + 1_000, sdp: 'an offer' },
  })
  for (const bytes of [changed, foreign, EMPTY])
    expect(await c.introductions.receive({ hops: 0, offer: bytes }, b.id)).toBeUndefined()
  expect(c.blamed).toEqual([b.id, b.id, b.id])
  expect(c.offers).toEqual([])
})

test('an offer is taken once, while it is valid, and by the peer that it names', async () => {
  const [a, b, c] = line(3) as [Member, Member, Member]
  const receive = (offer: Uint8Array) => c.introductions.receive({ hops: 0, offer }, b.id)
  const offer = offerOf(a, c)
  expect(await receive(offer)).toBeInstanceOf(Uint8Array)
  c.introductions.linkChanged(a.id)
  expect(await receive(offer)).toBeUndefined()
  expect(await receive(offerOf(a, c, clock.now() - OFFER_CLOCK_MS, 2))).toBeUndefined()
  expect(await receive(offerOf(a, c, clock.now() + OFFER_CLOCK_MS + OFFER_LIFETIME_MS, 3))).toBeUndefined()
  expect(await receive(offerOf(c, b, undefined, 4))).toBeUndefined()
  c.accepts = false
  expect(await receive(offerOf(a, c, undefined, 5))).toBeUndefined()
  expect(c.offers).toHaveLength(1)
  expect(c.blamed).toEqual([])
})

test('one origin gets its rate passed on and no more; strangers get few answers at once', async () => {
  const [a, b, c] = line(3) as [Member, Member, Member]
  for (let n = 0; n < 30; n++)
    await b.introductions.receive({ hops: 0, offer: offerOf(a, c, undefined, n) }, a.id)
  expect(c.received).toBe(ORIGIN_OFFER_RATE.burst)
  // One that has an answer gets no other until its link opened or its time is over.
  expect(c.offers).toHaveLength(1)

  const strangers = members(40).slice(20)
  const offer = (stranger: Member) => c.introductions.receive({ hops: 0, offer: offerOf(stranger, c) }, b.id)
  for (const stranger of strangers) await offer(stranger)
  expect(c.offers).toHaveLength(MAX_OPEN_ANSWERS)
  await clock.advance(OFFER_LIFETIME_MS)
  const late = at(members(50), -1)
  expect(await offer(late)).toBeInstanceOf(Uint8Array)
})

test('offers that wait for a silent peer are bounded, and given up', async () => {
  const all = members(80)
  const [relay, silent] = [at(all, 0), at(all, 1)]
  link(relay, silent)
  silent.misbehaves = () => new Promise((_, reject) => clock.after(INTRODUCTION_TIMEOUT_MS, () => reject()))
  const answers = all
    .slice(2)
    .map(origin => relay.introductions.receive({ hops: 0, offer: offerOf(origin, silent) }, origin.id))
  await until(() => expect(silent.received).toBeGreaterThan(0))
  expect(silent.received).toBeLessThanOrEqual(MAX_WAITING_OFFERS)
  await clock.advance(INTRODUCTION_TIMEOUT_MS)
  expect(await Promise.all(answers)).toEqual(answers.map(() => undefined))
  expect(relay.blamed).toEqual([])
})
