import { createKernel } from './create-kernel.ts'
import type { MinerRequest } from './messages.ts'
import { createSearchLoop } from './search-loop.ts'

/**
 * The thread of a search worker: `search-loop.ts` with the fastest kernel of this engine. It exchanges
 * `messages.ts` only.
 */

// A message to oneself is queued behind waiting ones and, unlike a timer, is not throttled in a background
// tab.
const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

const receive = createSearchLoop({
  kernel: createKernel(),
  nowMs: () => performance.now(),
  post: report => globalThis.postMessage(report),
  turn: () =>
    new Promise(resolve => {
      waiting.push(resolve)
      port2.postMessage(undefined)
    }),
})

globalThis.onmessage = (event: MessageEvent<MinerRequest>) => receive(event.data)
