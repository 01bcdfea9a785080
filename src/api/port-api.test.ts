import { expect, test } from 'vitest'
import { apiSuite } from './api.suite.ts'
import type { ApiHandlers } from './handlers.ts'
import { createPortClient } from './port-client.ts'
import type { PortResponse } from './port-messages.ts'
import { serveApi } from './port-server.ts'
import { createSampleHandlers } from './sample-handlers.ts'

function openPort(handlers: ApiHandlers) {
  const { port1, port2 } = new MessageChannel()
  const stop = serveApi(port2, handlers)
  const api = createPortClient(port1)
  return { api, stop, close: () => api.close('test over') }
}

apiSuite('across a port', openPort)

const never = () => new Promise<never>(() => {})

test('a call made before the node serves the port waits for it', async () => {
  const { port1, port2 } = new MessageChannel()
  const api = createPortClient(port1)
  const answer = api.status({})
  serveApi(port2, createSampleHandlers().handlers)
  expect(await answer).toMatchObject({ ok: true })
  api.close('test over')
})

test('closing the client settles what waits and whatever is asked later', async () => {
  const { api } = openPort(createSampleHandlers({ mineOnce: never }).handlers)
  const waiting = api.mineOnce({})
  api.close('its worker crashed')
  api.close('a second reason, which is not the one')
  const gone = {
    ok: false,
    error: { code: 'NODE_GONE', message: expect.stringContaining('its worker crashed') },
  }
  expect(await waiting).toMatchObject(gone)
  expect(await api.status({})).toMatchObject(gone)
})

test('a node that stops serving aborts its calls, unsubscribes, and its client knows', async () => {
  let aborted = false
  let started = () => {}
  const running = new Promise<void>(resolve => {
    started = resolve
  })
  const { handlers, subscribers } = createSampleHandlers({
    mineOnce: (_args, signal) => {
      signal.addEventListener('abort', () => {
        aborted = true
      })
      started()
      return never()
    },
  })
  const { api, stop } = openPort(handlers)
  const waiting = api.mineOnce({})
  await running
  stop()
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'NODE_GONE' } })
  expect(aborted).toBe(true)
  expect(subscribers()).toBe(0)
})

test('a call of a newer page, which this node does not know, fails by name', async () => {
  const { port1, port2 } = new MessageChannel()
  const stop = serveApi(port2, createSampleHandlers().handlers)
  const answer = new Promise<PortResponse>(resolve => {
    port1.onmessage = ({ data }: MessageEvent<PortResponse>) => resolve(data)
  })
  port1.postMessage({ type: 'call', id: 1, name: 'toString', args: {} })
  expect(await answer).toMatchObject({ result: { ok: false, error: { code: 'CALL_UNKNOWN' } } })
  stop()
})
