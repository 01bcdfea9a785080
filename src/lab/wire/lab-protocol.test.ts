import { expect, test } from 'vitest'
import { encode } from '#chain/codec.ts'
import { readMessage } from '#network/protocols/wire.ts'
import { MAX_ASKED_IDS, MAX_CODE_BYTES, MAX_MESSAGE_BYTES, MAX_REPORTED_SIGHTINGS } from '../limits.ts'
import { LAB, type LabReport, labAnswer, labQuestion } from './lab-protocol.ts'

const PEER = '12D3KooWGxW6tYqYwDgJ1YGB6Yk6mF1xJQ7cQkWfX1YgQn5CqYjE'
const ID = 'ab'.repeat(32)

const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)

const largest: LabReport = {
  height: Number.MAX_SAFE_INTEGER,
  tip: ID,
  stateRoot: ID,
  address: `tab1${'q'.repeat(58)}`,
  links: many(MAX_ASKED_IDS, PEER),
  known: 256,
  sightings: many(MAX_REPORTED_SIGHTINGS, {
    peerId: PEER,
    id: ID,
    verdict: 'unchecked' as const,
    rule: 'R'.repeat(MAX_CODE_BYTES),
    message: 'm'.repeat(MAX_MESSAGE_BYTES),
    count: Number.MAX_SAFE_INTEGER,
  }),
  standings: many(MAX_ASKED_IDS, { peerId: PEER, score: -100, cutOff: true, linked: false, received: 7 }),
  landings: many(MAX_ASKED_IDS, { id: ID, height: 7, applied: false, code: 'OUT_OF_GAS' }),
  arrivals: many(MAX_ASKED_IDS, { id: ID, agoMs: 12_000 }),
  files: many(MAX_ASKED_IDS, {
    cid: `b${'a'.repeat(58)}`,
    state: 'fetching' as const,
    storedBytes: Number.MAX_SAFE_INTEGER,
    copies: 1024,
    code: 'FILE_UNAVAILABLE',
  }),
}

test('the largest question and report fit their bounds and survive a round trip', () => {
  const question = { peers: many(MAX_ASKED_IDS, PEER), ids: many(MAX_ASKED_IDS, ID) }
  expect(readMessage(encode(labQuestion(question)), LAB.readQuestion, LAB.maxQuestionBytes)).toEqual({
    ok: true,
    value: question,
  })
  expect(readMessage(encode(labAnswer(largest)), LAB.readAnswer, LAB.maxAnswerBytes)).toEqual({
    ok: true,
    value: largest,
  })
})

test('anything larger is cut by the writer and refused by the reader', () => {
  const question = { peers: many(MAX_ASKED_IDS + 1, PEER), ids: [] }
  const cut = readMessage(encode(labQuestion(question)), LAB.readQuestion, LAB.maxQuestionBytes)
  expect(cut.ok && cut.value.peers).toHaveLength(MAX_ASKED_IDS)
  const long = encode([question.peers, []])
  expect(readMessage(long, LAB.readQuestion, LAB.maxQuestionBytes)).toMatchObject({
    error: { code: 'WIRE_MALFORMED' },
  })
})

test('an unknown verdict is malformed', () => {
  const report = { ...largest, sightings: [{ ...largest.sightings[0], verdict: 'maybe' }] }
  const read = readMessage(encode(labAnswer(report as LabReport)), LAB.readAnswer, LAB.maxAnswerBytes)
  expect(read).toMatchObject({
    error: { code: 'WIRE_MALFORMED', message: expect.stringContaining('verdict') },
  })
})
