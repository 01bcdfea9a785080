import { createApiClient } from './api-client.ts'
import type { NodeApi } from './calls.ts'
import type { PortRequest, PortResponse } from './port-messages.ts'

/** A node behind a port; `close` marks it as gone, for example because its worker stopped. */
export type PortClient = NodeApi & { close(reason: string): void }

/**
 * The node at the other end of `port`. Calls made before the node serves the port wait in it. When the other
 * end of the port closes, so does the client, if the engine reports it (Chromium from 122, Node); elsewhere
 * the page calls `close`.
 */
export function createPortClient(port: MessagePort): PortClient {
  const post = (request: PortRequest) => port.postMessage(request)
  const client = createApiClient({
    call: (id, name, args) => post({ type: 'call', id, name, args }),
    cancel: id => post({ type: 'cancel', id }),
  })

  port.addEventListener('message', ({ data }: MessageEvent<PortResponse>) => {
    if (data.type === 'result') client.settle(data.id, data.result)
    else client.emit(data.event)
  })
  port.addEventListener('close', () => client.close('its worker ended'))
  port.start()

  return Object.assign(client.api, {
    close(reason: string) {
      client.close(reason)
      port.close()
    },
  })
}
