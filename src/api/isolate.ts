/**
 * Runs `task` so that an error does not reach the caller; the environment reports it as an uncaught error.
 */
export function isolate(task: () => void): void {
  try {
    task()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
