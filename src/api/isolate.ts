/**
 * Runs `task` so that its fault takes nothing from the caller; it still reaches the environment's own report
 * of uncaught errors.
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
