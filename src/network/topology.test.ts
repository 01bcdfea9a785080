import { expect, test } from 'vitest'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { type CandidateView, decideTopology, type LinkView, type TopologyView } from './topology.ts'

const random = createSeededRandom(1)
const link = (peerId: string, view: Partial<LinkView> = {}): LinkView => ({
  peerId: testPeer(peerId),
  ageMs: 60_000,
  links: 8,
  asksRelease: false,
  ...view,
})
const links = (count: number, view?: Partial<LinkView>) =>
  Array.from({ length: count }, (_, i) => link(`l${i}`, view))
const candidate = (peerId: string, view: Partial<CandidateView> = {}): CandidateView => ({
  peerId: testPeer(peerId),
  alive: true,
  links: 8,
  introducer: false,
  ...view,
})
const view = (partial: Partial<TopologyView>): TopologyView => ({
  links: [],
  opening: 0,
  dialling: 0,
  candidates: [],
  others: 20,
  rotating: false,
  rotationDue: false,
  asked: undefined,
  ...partial,
})

test('what is missing is dialled: the introducer, then the living, then who needs links', () => {
  const candidates = [
    candidate('dead', { alive: false }),
    candidate('full'),
    candidate('needy', { links: 3 }),
    candidate('inviter', { introducer: true, alive: false }),
  ]
  const dials = decideTopology(view({ links: links(3), candidates }), random)
  expect(dials).toEqual(['inviter', 'needy', 'full', 'dead'].map(peerId => ({ type: 'dial', peerId })))
})

test('no more dials than are missing, than run at a time, or than the cap has room for', () => {
  const candidates = Array.from({ length: 20 }, (_, i) => candidate(`c${i}`))
  const count = (partial: Partial<TopologyView>) =>
    decideTopology(view({ candidates, ...partial }), random).length
  expect(count({})).toBe(4)
  expect(count({ links: links(7) })).toBe(1)
  expect(count({ links: links(4), opening: 3, dialling: 3 })).toBe(1)
  expect(count({ links: links(4), opening: 4, dialling: 4 })).toBe(0)
})

test('below ten nodes a full mesh is left alone', () => {
  expect(decideTopology(view({ links: links(8), others: 8, rotationDue: true }), random)).toEqual([])
})

test('a rotation names the link that goes once the new one is there, and never a young one', () => {
  const old = link('old', { ageMs: 20_000 })
  const young = links(7, { ageMs: 1_000 })
  const base = { links: [...young, old], candidates: [candidate('new')], rotationDue: true }
  expect(decideTopology(view(base), random)).toEqual([{ type: 'dial', peerId: 'new', replaces: 'old' }])
  expect(decideTopology(view({ ...base, rotating: true }), random)).toEqual([])
  expect(decideTopology(view({ ...base, opening: 1 }), random)).toEqual([])
  expect(decideTopology(view({ ...base, rotationDue: false }), random)).toEqual([])
  expect(
    decideTopology(view({ ...base, candidates: [candidate('dead', { alive: false })] }), random),
  ).toEqual([])
})

test('a neighbour that asks is released by a rotation at once', () => {
  const asking = link('asking', { asksRelease: true, links: 9 })
  const decided = decideTopology(
    view({ links: [...links(7), asking], candidates: [candidate('new')] }),
    random,
  )
  expect(decided).toEqual([{ type: 'dial', peerId: 'new', replaces: 'asking' }])
})

test('a link too many goes where the other end has too many as well, else a neighbour is asked', () => {
  const rich = link('rich', { links: 9 })
  const drops = Array.from({ length: 20 }, () => decideTopology(view({ links: [...links(8), rich] }), random))
  expect(drops).toContainEqual([{ type: 'drop', peerId: 'rich' }])
  expect(drops.flat().every(action => action.peerId === 'rich')).toBe(true)

  const [ask] = decideTopology(view({ links: links(9) }), random)
  expect(ask).toMatchObject({ type: 'ask', peerId: expect.stringMatching(/^l\d$/) })
  expect(decideTopology(view({ links: links(9), asked: testPeer('l3') }), random)).toEqual([])
  expect(decideTopology(view({ links: links(8), asked: testPeer('l3') }), random)).toEqual([
    { type: 'ask', peerId: undefined },
  ])
})
