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

/** Saves one draft while somebody works on it. */
export interface DraftSaver {
  /** The draft on the screen, saved or not. */
  readonly work: DraftWork
  readonly state: SaveState
  subscribe(changed: () => void): () => void
  /** Takes a change; it is saved once nothing has changed for a moment. */
  change(part: Partial<DraftWork>): void
  /**
   * Saves now what is not saved yet, also what was refused before. Resolves when nothing is on its way any
   * more.
   */
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
 * Saves the newest work, one save at a time: an older one can never come after a newer one. What is typed
 * while a save is on its way is saved right after it. A refused save is kept and tried again with the next
 * change, or by `flush`.
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
