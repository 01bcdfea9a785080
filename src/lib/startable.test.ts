import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { periodic, type Startable, startAll } from './startable.ts'

/** Parts that write down what they do; those that are named fail at it. */
function parts(fails: { readonly start?: string; readonly stop?: string } = {}) {
  const calls: string[] = []
  const part = (name: string): Startable => ({
    start: async () => {
      if (fails.start === name) throw new Error(`start ${name}`)
      calls.push(`start ${name}`)
    },
    stop: async () => {
      calls.push(`stop ${name}`)
      if (fails.stop === name) throw new Error(`stop ${name}`)
    },
  })
  return { calls, list: ['a', 'b', 'c'].map(part) }
}

test('parts stop in the reverse of the order in which they start, and once', async () => {
  const { calls, list } = parts()
  const stop = await startAll([...list, {}])
  await Promise.all([stop(), stop()])
  expect(calls).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a'])
})

test('a part that fails to start stops those before it', async () => {
  const { calls, list } = parts({ start: 'c', stop: 'b' })
  await expect(startAll(list)).rejects.toThrow('start c')
  expect(calls).toEqual(['start a', 'start b', 'stop b', 'stop a'])
})

test('a part that fails to stop keeps no other from stopping', async () => {
  const { calls, list } = parts({ stop: 'b' })
  const stop = await startAll(list)
  await expect(stop()).rejects.toThrow('stop b')
  expect(calls.slice(3)).toEqual(['stop c', 'stop b', 'stop a'])
})

test('a periodic task runs from start to stop', async () => {
  const clock = createFakeClock(0)
  let runs = 0
  const stop = await startAll([periodic(clock, 100, () => runs++)])
  await clock.advance(250)
  await stop()
  await clock.advance(500)
  expect(runs).toBe(2)
})
