import type { Clock } from '#lib/clock.ts'

/**
 * Runs `work` while the global timers and `Date.now` are those of `clock`, for libraries that know no other
 * time, and puts the real ones back whatever happens.
 */
export async function withSimulatedTime<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const real = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
  }
  const dateNow = Date.now
  const cancels = new Map<number, () => void>()
  let lastId = 0
  const add = (start: (id: number) => () => void) => {
    const id = ++lastId
    cancels.set(id, start(id))
    return id
  }
  const clear = (id: number) => {
    cancels.get(id)?.()
    cancels.delete(id)
  }
  Object.assign(globalThis, {
    setTimeout: (task: () => void, ms = 0) =>
      add(id =>
        clock.after(ms, () => {
          cancels.delete(id)
          task()
        }),
      ),
    setInterval: (task: () => void, ms = 0) => add(() => clock.every(ms, task)),
    clearTimeout: clear,
    clearInterval: clear,
  })
  Date.now = () => clock.now()
  try {
    return await work()
  } finally {
    Object.assign(globalThis, real)
    Date.now = dateNow
  }
}
