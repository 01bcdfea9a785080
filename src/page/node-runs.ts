import type { PageState } from './boot.ts'
import type { ObservableValue } from './observable-value.ts'

/** Settles when the node runs, or when it is certain that it will not. */
export function nodeRuns(page: ObservableValue<PageState>): Promise<void> {
  const runs = new Promise<void>((resolve, reject) => {
    const end = page.subscribe(() => {
      const state = page.get()
      // a person may take any time to answer
      if (state.status === 'starting' || state.status === 'asked') return
      end()
      if (state.status === 'running') resolve()
      else
        reject(
          Object.assign(new Error(`the node did not start: ${state.status}`), { code: 'NODE_NOT_STARTED' }),
        )
    })
  })
  // Avoids an unhandled rejection if nothing awaits it.
  runs.catch(() => {})
  return runs
}
