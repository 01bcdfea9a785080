/**
 * Makes a function whose promise resolves after the tasks that wait in the event loop, including messages of
 * other threads. A message to oneself queues behind those, and unlike a timer is not throttled in background
 * tabs.
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
