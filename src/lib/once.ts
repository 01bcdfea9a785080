/**
 * Starts `task` at the first call and returns its result to all; after a failure the next call starts it
 * again.
 */
export function once<T>(task: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= task().catch(error => {
      running = undefined
      throw error
    })
    return running
  }
}
