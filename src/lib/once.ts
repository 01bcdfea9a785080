/**
 * Starts `task` at the first call and gives its outcome to all; one that failed is started again by the next
 * call.
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
