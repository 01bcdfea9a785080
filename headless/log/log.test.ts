import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { EVENT_BURST, EVENTS_PER_SECOND } from '../limits.ts'
import type { Level } from './level.ts'
import { createLog } from './log.ts'
import { humanLine, jsonLine, type LogEntry } from './log-line.ts'

const BLOCK: LogEntry = {
  time: Date.UTC(2030, 0, 2, 3, 4, 5, 6),
  level: 'info',
  source: 'node',
  type: 'block-imported',
  data: { id: 'ab'.repeat(32), height: 7 },
}

function setUp(least: Level = 'info') {
  const clock = createFakeClock()
  const entries: LogEntry[] = []
  const log = createLog({ clock, least, write: entry => entries.push(entry) })
  const event = (type = 'block-imported') => log.node({ time: clock.now(), type, data: {} })
  return { clock, entries, log, event }
}

test('a line of JSON begins with time, level, source and type; data never replaces them', () => {
  expect(jsonLine(BLOCK)).toBe(
    `{"time":"2030-01-02T03:04:05.006Z","level":"info","source":"node","type":"block-imported","id":"${'ab'.repeat(32)}","height":7}`,
  )
  const sly = JSON.parse(jsonLine({ ...BLOCK, data: { type: 'x', level: 'debug', time: 0 } }))
  expect(sly).toMatchObject({ type: 'block-imported', level: 'info' })
})

test('a line for people is one line, whatever a peer sends', () => {
  expect(humanLine(BLOCK)).toMatch(/^\d\d:\d\d:\d\d block-imported id=ababababab… height=7$/)
  const sly = humanLine({ ...BLOCK, level: 'warn', data: { reason: 'bye\n\u001b[2J\u202egood' } })
  expect(sly).toMatch(/ warn block-imported reason=bye/)
  expect(sly).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})

test('entries below the level are left out, of the runner and of the node', () => {
  const { entries, log, event } = setUp('warn')
  log.runner('info', 'peer-starting')
  log.runner('error', 'peer-ended', { reason: 'page-crashed' })
  event('block-imported')
  event('peer-penalised')
  event('storage-fault')
  expect(entries.map(({ type }) => type)).toEqual(['peer-ended', 'peer-penalised', 'storage-fault'])
})

test('of events beyond the rate only the number is written, once there is room', async () => {
  const { clock, entries, log, event } = setUp()
  for (let i = 0; i < EVENT_BURST + 30; i++) event()
  expect(entries).toHaveLength(EVENT_BURST)
  log.runner('info', 'peer-restarts')
  expect(entries).toHaveLength(EVENT_BURST + 1)

  await clock.advance(1_000)
  for (let i = 0; i < 2 * EVENTS_PER_SECOND; i++) event()
  const more = entries.slice(EVENT_BURST + 1)
  expect(more[0]).toMatchObject({ level: 'warn', type: 'events-left-out', data: { count: 30 } })
  expect(more).toHaveLength(1 + EVENTS_PER_SECOND)
})
