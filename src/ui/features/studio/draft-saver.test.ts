import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { createDraftSaver, type DraftWork } from './draft-saver.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const START: DraftWork = { name: 'Poll', source: 'a' }

/** A saver whose saves end when the test says so. */
function open(isSaved = true) {
  const saves: { work: DraftWork; end(result?: Result<unknown, Failure>): void }[] = []
  const saver = createDraftSaver(START, {
    delayMs: 500,
    isSaved,
    save: work => new Promise(resolve => saves.push({ work, end: (result = ok(null)) => resolve(result) })),
  })
  const end = async (index: number, result?: Result<unknown, Failure>) => {
    saves[index]?.end(result)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { saver, saves, end, sources: () => saves.map(({ work }) => work.source) }
}

test('typing is saved once, a moment after its end', async () => {
  const { saver, sources, end } = open()
  const seen: string[] = []
  saver.subscribe(() => seen.push(saver.state.status))
  saver.change({ source: 'ab' })
  await vi.advanceTimersByTimeAsync(300)
  saver.change({ source: 'abc' })
  await vi.advanceTimersByTimeAsync(499)
  expect(sources()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(sources()).toEqual(['abc'])
  await end(0)
  expect(seen).toEqual(['waiting', 'saving', 'saved'])
  expect(saver.work).toEqual({ name: 'Poll', source: 'abc' })
})

test('a change during a save is saved after it, never beside it', async () => {
  const { saver, sources, end } = open()
  saver.change({ source: 'first' })
  await vi.advanceTimersByTimeAsync(500)
  saver.change({ source: 'second' })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sources()).toEqual(['first'])
  saver.change({ source: 'third', name: 'Other' })
  await end(0)
  expect(sources()).toEqual(['first', 'third'])
  expect(saver.state.status).toBe('saving')
  await end(1)
  expect(saver.state.status).toBe('saved')
  expect(saver.work.name).toBe('Other')
})

test('leaving saves at once and waits for all of it', async () => {
  const { saver, sources, end } = open()
  await saver.flush()
  expect(sources()).toEqual([])
  saver.change({ source: 'typed' })
  let left = false
  const leaving = saver.flush().then(() => {
    left = true
  })
  expect(sources()).toEqual(['typed'])
  saver.change({ source: 'more' })
  await end(0)
  expect(left).toBe(false)
  await end(1)
  await leaving
  expect(sources()).toEqual(['typed', 'more'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sources()).toHaveLength(2)
})

test('a refused save keeps the work, says why, and is tried again', async () => {
  const { saver, sources, end } = open()
  saver.change({ source: 'typed' })
  await vi.advanceTimersByTimeAsync(500)
  await end(0, fail('STORAGE_FULL', 'free some disk space'))
  expect(saver.state).toMatchObject({ status: 'failed', failure: { message: 'free some disk space' } })
  expect(saver.work.source).toBe('typed')
  void saver.flush()
  await end(1)
  expect(sources()).toEqual(['typed', 'typed'])
  expect(saver.state.status).toBe('saved')
})

test('work that was found unsaved is saved when asked', async () => {
  const { saver, sources, end } = open(false)
  expect(saver.state.status).toBe('waiting')
  void saver.flush()
  await end(0)
  expect(sources()).toEqual(['a'])
  expect(saver.state.status).toBe('saved')
})
