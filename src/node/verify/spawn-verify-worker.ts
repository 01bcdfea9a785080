import type { VerifyAnswer, VerifyPort } from './verify-messages.ts'

/** Spawns a helper of `spread-verify.ts` on a thread of its own, from the page or from another worker. */
export function spawnVerifyWorker(): VerifyPort {
  return portOf(
    new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module', name: 'verify' }),
  )
}

/** The pool's end of a real worker. */
export function portOf(worker: Worker): VerifyPort {
  return {
    post: request => worker.postMessage(request, [request.packed.buffer]),
    listen({ answer, died }) {
      worker.onmessage = (event: MessageEvent<VerifyAnswer>) => answer(event.data)
      worker.onmessageerror = died
      worker.onerror = event => {
        // Otherwise a nested worker's error propagates to every worker above it and to the page.
        event.preventDefault()
        died()
      }
    },
    terminate: () => worker.terminate(),
  }
}
