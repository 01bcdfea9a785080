import { expect, test, vi } from 'vitest'
import type { ApiFailure, NodeApi } from '#api/calls.ts'
import { fail, ok } from '#lib/result.ts'
import { until } from '#testing/until.ts'
import { ADDS_AT_ONCE } from '../../limits.ts'
import { AddQueue, type Picked } from './add-queue.ts'

const choice = { from: 'tab1', note: 'n', fee: 1_000n, record: true }
const given = (name: string): Picked => ({ type: 'file', name, mediaType: '', file: new Blob(['abc']) })

interface Call {
  readonly name: string
  readonly signal: AbortSignal | undefined
  settle(code?: ApiFailure['code']): void
}

function queueWith() {
  const calls: Call[] = []
  const fileAdd: NodeApi['fileAdd'] = ({ name }, signal) =>
    new Promise(resolve => {
      const settle = (code?: ApiFailure['code']) =>
        resolve(code ? fail(code, 'bytes: no') : ok({ cid: `cid of ${name}`, txId: 'tx', sizeBytes: 3 }))
      calls.push({ name, signal, settle })
    })
  const queue = new AddQueue({ fileAdd } as NodeApi)
  const states = () => queue.tasks().map(({ state }) => state.status)
  return { queue, calls, states }
}

test('a few at a time, the next when one is done or failed', async () => {
  const { queue, calls, states } = queueWith()
  queue.add(['a', 'b', 'c', 'd'].map(given), choice)
  expect(calls).toHaveLength(ADDS_AT_ONCE)
  expect(states()).toEqual(['running', 'running', 'waiting', 'waiting'])
  calls[0]?.settle()
  await until(() => expect(calls).toHaveLength(3))
  calls[1]?.settle('FILE_EMPTY')
  await until(() => expect(states()).toEqual(['done', 'failed', 'running', 'running']))
  expect(queue.tasks()[0]?.state).toMatchObject({ cid: 'cid of a' })
  queue.clear()
  expect(states()).toEqual(['running', 'running'])
})

test('what is taken off is cancelled, and makes room for the next', () => {
  const { queue, calls, states } = queueWith()
  queue.add(['a', 'b', 'c'].map(given), choice)
  queue.remove(queue.tasks()[0]?.id as number)
  expect(calls[0]?.signal?.aborted).toBe(true)
  expect(calls.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(states()).toEqual(['running', 'running'])
  queue.remove(queue.tasks()[1]?.id as number)
  expect(queue.tasks().map(task => task.given.name)).toEqual(['b'])
})

test('a listener hears of every change until it leaves', () => {
  const { queue } = queueWith()
  const changed = vi.fn()
  const leave = queue.subscribe(changed)
  queue.add([given('a')], choice)
  expect(changed.mock.calls.length).toBeGreaterThan(0)
  leave()
  changed.mockClear()
  queue.add([given('b')], choice)
  expect(changed).not.toHaveBeenCalled()
})
