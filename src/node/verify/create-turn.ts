/**
 * Makes a function whose promise resolves when what waits in the event loop has had its turn, messages of
 * other threads among it. A message to oneself queues behind those, and unlike a timer is throttled in no
 * background tab.
 */
export function createTurn(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  port1.onmessage = () => waiting.shift()?.()
  return () =>
    new Promise(resolve => {
      waiting.push(resolve)
      port2.postMessage(undefined)
    })
}
