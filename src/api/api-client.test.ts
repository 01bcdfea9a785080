import { afterEach, expect, test, vi } from 'vitest'
import { createApiClient } from './api-client.ts'
import { SAMPLE_EVENTS } from './sample-handlers.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a listener that throws takes nothing from the others, and its fault is reported', () => {
  const later: (() => void)[] = []
  vi.stubGlobal('queueMicrotask', (task: () => void) => later.push(task))
  const { api, emit } = createApiClient({ call: () => {}, cancel: () => {} })
  const received = vi.fn()
  api.on(() => {
    throw new Error('broken listener')
  })
  api.on(received)

  for (const event of SAMPLE_EVENTS.slice(0, 1)) emit(event)
  expect(received).toHaveBeenCalledOnce()
  expect(later).toHaveLength(1)
  expect(() => later[0]?.()).toThrow('broken listener')
})
