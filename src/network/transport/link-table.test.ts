import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testPeer } from '#testing/test-peer.ts'
import { CROSSING_DIALS_MS, DIAL_TIMEOUT_MS } from '../limits.ts'
import { MAX_LINKS } from '../link-messages.ts'
import { LinkTable, type Slot } from './link-table.ts'

const clock = createFakeClock()
const table = (self: string, unwelcome: readonly string[] = []) =>
  new LinkTable(self, clock, peer => unwelcome.includes(peer))
const slot = (admitted: Slot | string | undefined): Slot => {
  if (typeof admitted !== 'object') throw new Error(`no slot: ${admitted}`)
  return admitted
}

test('dials, half-open and open links count against one cap', () => {
  const t = table('self')
  for (let i = 0; i < MAX_LINKS / 2; i++) t.reserve(testPeer(`out${i}`))
  for (let i = 0; i < MAX_LINKS / 2; i++) t.admit(testPeer(`in${i}`))
  expect(t.size).toBe(MAX_LINKS)
  expect([t.reserve(testPeer('more')), t.admit(testPeer('more'))]).toEqual([undefined, 'LINK_CAP'])
  t.release(slot(t.of(testPeer('in0'))[0]))
  expect(slot(t.admit(testPeer('more'))).state).toBe('upgrading')
})

test('libp2p may dial only who has a slot', () => {
  const t = table('self')
  expect(t.dialling(testPeer('p'))).toBeUndefined()
  const dial = slot(t.reserve(testPeer('p')))
  expect(t.dialling(testPeer('p'))).toBe(dial)
  expect(t.reserve(testPeer('p'))).toBeUndefined()
})

test('of two dials at one moment both ends keep the same one', () => {
  const [a, b] = [table('a'), table('b')]
  a.reserve(testPeer('b'))
  const dialOfB = slot(b.reserve(testPeer('a')))
  expect(a.admit(testPeer('b'))).toBe('LINK_DUPLICATE')
  const linkOfA = slot(b.admit(testPeer('a')))
  const ended: string[] = []
  dialOfB.end = reason => {
    ended.push(reason)
    b.release(dialOfB)
  }
  expect(b.prove(linkOfA)).toBe(true)
  expect(ended).toHaveLength(1)
  expect(b.of(testPeer('a'))).toEqual([linkOfA])
})

test('an own dial that began seconds ago is not a dial at one moment: its offer is probably lost', async () => {
  const a = table('a')
  const dial = slot(a.reserve(testPeer('b')))
  await clock.advance(CROSSING_DIALS_MS)
  expect(a.admit(testPeer('b'))).toBe('LINK_DUPLICATE')
  await clock.advance(1)
  const link = slot(a.admit(testPeer('b')))
  dial.end = () => a.release(dial)
  expect(a.prove(link)).toBe(true)
  expect(a.of(testPeer('b'))).toEqual([link])
})

test('a dial that is late is refused while the link is young, later it means that the peer lost the link', async () => {
  const a = table('a')
  const link = slot(a.reserve(testPeer('b')))
  a.prove(link)
  expect(a.admit(testPeer('b'))).toBe('LINK_DUPLICATE')
  await clock.advance(DIAL_TIMEOUT_MS)
  const again = slot(a.admit(testPeer('b')))
  expect(a.admit(testPeer('b'))).toBe('LINK_DUPLICATE')
  link.end = () => a.release(link)
  expect(a.prove(again)).toBe(true)
  expect(a.of(testPeer('b'))).toEqual([again])
})

test('an unproven claim to be a peer takes nothing from that peer', async () => {
  const a = table('a')
  const link = slot(a.admit(testPeer('b')))
  expect(a.prove(link)).toBe(true)
  const claim = slot(a.admit(testPeer('b')))
  expect(a.of(testPeer('b'))).toEqual([link, claim])
  a.release(claim)
  expect(a.of(testPeer('b'))).toEqual([link])
})

test('an own dial gives way to a link that came first', () => {
  const b = table('b')
  const dial = slot(b.reserve(testPeer('a')))
  dial.state = 'upgrading'
  const link = slot(b.admit(testPeer('a')))
  dial.end = () => {}
  b.prove(link)
  expect(b.prove(dial)).toBe(false)
})

test('the banned get nothing, and nobody after the end', () => {
  const t = table('self', ['bad'])
  expect(t.admit(testPeer('bad'))).toBe('LINK_BANNED')
  const open = slot(t.admit(testPeer('p')))
  t.close()
  expect(t.of(testPeer('p'))).toEqual([])
  expect([t.admit(testPeer('p')), t.reserve(testPeer('p')), open.state]).toEqual([
    'LINK_CLOSING',
    undefined,
    'upgrading',
  ])
  t.open()
  expect(slot(t.admit(testPeer('p'))).peerId).toBe('p')
})
