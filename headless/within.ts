import type { Clock } from '#lib/clock.ts'

/** Settles as `promise` does, or rejects with `message` after `ms`. */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>, message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(message)))
    promise.then(resolve, reject).finally(cancel)
  })
}
