import type { BugError } from '#lib/assert.ts'
import { fail } from '#lib/result.ts'
import { dispatch, failureFromError } from './dispatch.ts'
import type { ApiHandlers } from './handlers.ts'
import { isolate } from './isolate.ts'
import type { PortRequest, PortResponse } from './port-messages.ts'

/**
 * Answers the calls from `port` and sends it every event. The app's own client at the other end limits the
 * calls in flight. `onBug` receives failed assertions. The returned function aborts running calls and closes
 * the port.
 */
export function serveApi(
  port: MessagePort,
  handlers: ApiHandlers,
  onBug?: (error: BugError) => void,
): () => void {
  const running = new Map<number, AbortController>()
  const post = (response: PortResponse) => port.postMessage(response)

  async function answer(request: Extract<PortRequest, { type: 'call' }>): Promise<void> {
    const { id, name, args } = request
    const controller = new AbortController()
    running.set(id, controller)
    const result = await dispatch(handlers, name, args, controller.signal, onBug)
    // A caller that cancelled or left does not wait for an answer.
    if (!running.delete(id)) return
    try {
      post({ type: 'result', id, result })
    } catch (error) {
      const message = `${name}: its result is not plain data: ${failureFromError(error).message}`
      post({ type: 'result', id, result: fail('BUG', message) })
    }
  }

  function cancel(id: number): void {
    running.get(id)?.abort()
    running.delete(id)
  }

  const onMessage = ({ data }: MessageEvent<PortRequest>) => {
    if (data.type === 'call') void answer(data)
    else cancel(data.id)
  }
  const unsubscribe = handlers.subscribe(event => isolate(() => post({ type: 'event', event })))
  port.addEventListener('message', onMessage)
  port.start()

  return () => {
    unsubscribe()
    port.removeEventListener('message', onMessage)
    for (const id of [...running.keys()]) cancel(id)
    port.close()
  }
}
