import { createKernel } from './create-kernel.ts'
import type { MinerRequest } from './messages.ts'
import { createSearchLoop } from './search-loop.ts'

/** A search worker's thread: `search-loop.ts` with the fastest kernel of this engine. It speaks `messages.ts` and nothing else. */

// A message to oneself queues behind those that wait, and unlike a timer is throttled in no background tab.
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
