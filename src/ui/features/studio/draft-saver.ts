import type { Failure, Result } from '#lib/result.ts'

/** The saved fields of a draft. */
export interface DraftWork {
  readonly name: string
  readonly source: string
}

/** The state of the last change: typed, being saved, saved, or refused. */
export type SaveState =
  | { readonly status: 'saved' }
  | { readonly status: 'waiting' }
  | { readonly status: 'saving' }
  | { readonly status: 'failed'; readonly failure: Failure }

/** Saves one draft while the user edits it. */
export interface DraftSaver {
  /** The draft on the screen, saved or not. */
  readonly work: DraftWork
  readonly state: SaveState
  subscribe(changed: () => void): () => void
  /** Accepts a change, which is saved after a pause in typing. */
  change(part: Partial<DraftWork>): void
  /** Saves all unsaved changes now, also refused ones. Resolves when no save is running. */
  flush(): Promise<void>
}

interface SaverOptions {
  /** Must not reject. */
  readonly save: (work: DraftWork) => Promise<Result<unknown, Failure>>
  readonly delayMs: number
  /** True if nothing was typed since the draft was read. */
  readonly isSaved?: boolean
}

/**
 * Saves the latest version, one save at a time, so that an older version never overwrites a newer one.
 * Changes during a save are saved right after it. A refused save is retried with the next change, or by
 * `flush`.
 */
export function createDraftSaver(
  start: DraftWork,
  { save, delayMs, isSaved = true }: SaverOptions,
): DraftSaver {
  const listeners = new Set<() => void>()
  let work = start
  let state: SaveState = { status: isSaved ? 'saved' : 'waiting' }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  const tell = (next: SaveState) => {
    state = next
    for (const changed of listeners) changed()
  }

  const run = async () => {
    for (;;) {
      const saved = work
      tell({ status: 'saving' })
      const result = await save(saved)
      if (!result.ok) return tell({ status: 'failed', failure: result.error })
      if (saved === work) return tell({ status: 'saved' })
    }
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    if (!running && state.status === 'saved') return Promise.resolve()
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    get work() {
      return work
    },
    get state() {
      return state
    },
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    change(part) {
      work = { ...work, ...part }
      if (running) return
      clearTimeout(timer)
      timer = setTimeout(flush, delayMs)
      if (state.status !== 'waiting') tell({ status: 'waiting' })
    },
    flush,
  }
}
