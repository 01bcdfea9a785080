import { afterEach, describe, expect, test, vi } from 'vitest'
import { assert, BugError } from '#lib/assert.ts'
import { fail, ok } from '#lib/result.ts'
import { until } from '#testing/until.ts'
import { CALL_NAMES } from './call-names.ts'
import type { NodeApi } from './calls.ts'
import { EVENT_DIRECTION, type EventType } from './events.ts'
import type { ApiHandlers } from './handlers.ts'
import { MAX_CALLS_IN_FLIGHT } from './limits.ts'
import type { EventResult } from './results.ts'
import { createSampleHandlers, SAMPLE_EVENTS } from './sample-handlers.ts'
import { CALL_SAMPLES } from './samples.ts'

const EVENT_TYPES = Object.keys(EVENT_DIRECTION) as EventType[]

export interface OpenedApi {
  readonly api: NodeApi
  close(): void
}

/** What every implementation of the contract holds, wherever the node runs. */
export function apiSuite(name: string, open: (handlers: ApiHandlers) => OpenedApi): void {
  const opened: OpenedApi[] = []
  const openApi = (handlers: ApiHandlers) => {
    const one = open(handlers)
    opened.push(one)
    return one.api
  }
  afterEach(() => {
    for (const one of opened.splice(0)) one.close()
  })

  describe(`the API ${name}: calls`, () => {
    test.each(CALL_NAMES)('%s takes its arguments there and its result back', async call => {
      const { handlers, asked } = createSampleHandlers()
      const { args, result } = CALL_SAMPLES[call]
      const ask = openApi(handlers)[call] as (args: unknown) => Promise<unknown>
      expect(await ask(args)).toEqual(ok(result))
      expect(asked).toEqual([{ name: call, args }])
    })

    test('what the caller changes afterwards does not reach the node, nor the other way round', async () => {
      const held = structuredClone(CALL_SAMPLES.addressList.result)
      const { handlers, asked } = createSampleHandlers({ addressList: async () => ok(held) })
      const api = openApi(handlers)

      const args = { name: 'spare' }
      const answer = api.addressNew(args)
      args.name = 'changed'
      await answer
      expect(asked).toEqual([{ name: 'addressNew', args: { name: 'spare' } }])

      const list = await api.addressList({})
      assert(list.ok, 'the list')
      list.value.pop()
      expect(held).toHaveLength(1)
    })

    test('many at once each get their own answer, whatever the order in which the node has them', async () => {
      const order: number[] = []
      const { handlers } = createSampleHandlers({
        blocks: async ({ from = 0 }) => {
          // Later calls are done earlier: as many turns of the queue as are left.
          for (let turn = from; turn < 100; turn++) await undefined
          order.push(from)
          return ok([{ id: '', height: from, timestamp: 0, producer: '', txs: 0, sizeBytes: 0 }])
        },
      })
      const api = openApi(handlers)
      const heights = Array.from({ length: 100 }, (_, from) => from)
      const answers = await Promise.all(heights.map(from => api.blocks({ from })))
      expect(answers.map(answer => answer.ok && answer.value[0]?.height)).toEqual(heights)
      expect(order.toSorted((a, b) => a - b)).toEqual(heights)
    })
  })

  describe(`the API ${name}: failures`, () => {
    class StorageFault extends Error {
      readonly code = 'STORAGE_FULL'
    }
    const failing = (status: ApiHandlers['status']) =>
      openApi(createSampleHandlers({ status }).handlers).status({})
    const throwing = (error: unknown) =>
      failing(async () => {
        throw error
      })

    test('a failed result comes as it is', async () => {
      expect(await failing(async () => fail('AMOUNT_BAD', 'amount: too small'))).toEqual(
        fail('AMOUNT_BAD', 'amount: too small'),
      )
    })

    test('an environment fault keeps its code', async () => {
      expect(await throwing(new StorageFault('no room'))).toEqual(fail('STORAGE_FULL', 'no room'))
    })

    test('a fault without a code of ours is INTERNAL', async () => {
      expect(await throwing(new Error('odd'))).toEqual(fail('INTERNAL', 'odd'))
      expect(await throwing(new DOMException('gone', 'AbortError'))).toEqual(fail('INTERNAL', 'gone'))
      expect(await throwing('text')).toEqual(fail('INTERNAL', 'text'))
    })

    test('our own bug is BUG, as is a result that is not plain data', async () => {
      expect(await throwing(new BugError('impossible'))).toEqual(fail('BUG', 'impossible'))
      const { handlers } = createSampleHandlers({
        walletPhrase: async () => ok({ phrase: (() => '') as never }),
      })
      expect(await openApi(handlers).walletPhrase({})).toMatchObject({ ok: false, error: { code: 'BUG' } })
    })

    test('arguments that are not plain data fail the call and nothing else', async () => {
      const api = openApi(createSampleHandlers().handlers)
      const answer = await api.addressNew({ name: (() => '') as never })
      expect(answer).toMatchObject({ ok: false, error: { code: 'ARGUMENTS_BAD' } })
      expect(await api.addressNew({ name: 'spare' })).toMatchObject({ ok: true })
    })

    test('a call over the bound is refused at once, and room comes back with the answers', async () => {
      let release = () => {}
      const gate = new Promise<void>(resolve => {
        release = resolve
      })
      const { handlers } = createSampleHandlers({
        walletPhrase: () => gate.then(() => ok({ phrase: 'a' })),
      })
      const api = openApi(handlers)
      const waiting = Array.from({ length: MAX_CALLS_IN_FLIGHT }, () => api.walletPhrase({}))
      expect(await api.status({})).toMatchObject({ ok: false, error: { code: 'BUSY' } })

      release()
      const answers = await Promise.all(waiting)
      expect(answers.every(answer => answer.ok)).toBe(true)
      expect(await api.status({})).toMatchObject({ ok: true })
    })
  })

  describe(`the API ${name}: cancelling`, () => {
    test('the caller gets CANCELLED and the signal of the handler aborts', async () => {
      const reported = vi.fn()
      let started = () => {}
      const running = new Promise<void>(resolve => {
        started = resolve
      })
      const { handlers } = createSampleHandlers({
        mineOnce: (_args, signal) =>
          new Promise(resolve => {
            signal.addEventListener('abort', () => {
              reported()
              resolve(fail('TOO_LATE', 'ignored'))
            })
            started()
          }),
      })
      const api = openApi(handlers)
      const controller = new AbortController()
      const answer = api.mineOnce({}, controller.signal)
      await running
      controller.abort()
      expect(await answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
      await until(() => expect(reported).toHaveBeenCalledOnce())
    })

    test('a call that is cancelled before it is made never reaches the node', async () => {
      const { handlers, asked } = createSampleHandlers()
      const api = openApi(handlers)
      expect(await api.mineOnce({}, AbortSignal.abort())).toMatchObject({
        ok: false,
        error: { code: 'CANCELLED' },
      })
      await api.status({})
      expect(asked.map(call => call.name)).toEqual(['status'])
    })
  })

  describe(`the API ${name}: events`, () => {
    test('every event whose direction is node-to-page arrives, in order and before a later result', async () => {
      const expected = SAMPLE_EVENTS.filter(event => EVENT_TYPES.some(type => type === event.type))
      const { handlers, emit } = createSampleHandlers({
        invite: async () => {
          for (const event of SAMPLE_EVENTS) emit(event)
          return ok(CALL_SAMPLES.invite.result)
        },
      })
      const api = openApi(handlers)
      const received: EventResult[] = []
      api.on(event => received.push(event))
      await api.invite({})
      expect(received).toEqual(expected)
      expect(new Set(Object.values(EVENT_DIRECTION))).toEqual(new Set(['node-to-page']))
      expect(received).toHaveLength(EVENT_TYPES.length)
    })

    test('each listener hears until it unsubscribes; doing that twice is fine', async () => {
      const [event] = SAMPLE_EVENTS
      assert(event, 'an event')
      const { handlers, emit } = createSampleHandlers()
      const api = openApi(handlers)
      const stays = vi.fn()
      const leaves = vi.fn()
      api.on(stays)
      const unsubscribe = api.on(leaves)

      emit(event)
      await api.status({})
      unsubscribe()
      unsubscribe()
      emit(event)
      await api.status({})
      expect(stays).toHaveBeenCalledTimes(2)
      expect(leaves).toHaveBeenCalledTimes(1)
    })

    test('a listener may unsubscribe while it is called', async () => {
      const [event] = SAMPLE_EVENTS
      assert(event, 'an event')
      const { handlers, emit } = createSampleHandlers()
      const api = openApi(handlers)
      const after = vi.fn()
      const unsubscribe = api.on(() => unsubscribe())
      api.on(after)
      emit(event)
      await api.status({})
      expect(after).toHaveBeenCalledOnce()
    })
  })
}
