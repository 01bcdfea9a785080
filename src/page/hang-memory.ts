/** This tab's memory of its hangs, kept over reloads until it is closed. */
export interface Hangs {
  /** Hashes of the sources of contracts that did not end. */
  readonly suspects: readonly string[]
  /** Times of recent hangs, ms since 1970. */
  readonly times: readonly number[]
}

const KEY = 'tabchain.hangs'
/** After this many hangs within the time below the page is no longer reloaded. */
const TOO_MANY = 3
const WITHIN_MS = 15 * 60_000
/** A tab with more suspects has another problem than contracts. */
const SUSPECTS_KEPT = 16

type Store = Pick<Storage, 'getItem' | 'setItem'>

/** Reads the hangs; empty if nothing readable is stored. */
export function readHangs(store: Store): Hangs {
  try {
    const { suspects, times } = JSON.parse(store.getItem(KEY) ?? '{}') as Partial<Hangs>
    return {
      suspects: listOf(suspects, item => typeof item === 'string'),
      times: listOf(times, item => typeof item === 'number'),
    }
  } catch {
    return { suspects: [], times: [] }
  }
}

/** Stores a hang and returns whether a reload may help. */
export function rememberHang(store: Store, suspect: string | undefined, now: number): 'restart' | 'give-up' {
  const { suspects, times } = readHangs(store)
  const lately = [...times.filter(time => now - time < WITHIN_MS), now]
  const known = suspect === undefined || suspects.includes(suspect) ? suspects : [...suspects, suspect]
  const hangs: Hangs = { suspects: known.slice(-SUSPECTS_KEPT), times: lately }
  try {
    store.setItem(KEY, JSON.stringify(hangs))
  } catch {
    // Without a memory it would reload for ever.
    return 'give-up'
  }
  return lately.length < TOO_MANY ? 'restart' : 'give-up'
}

const listOf = <T>(list: readonly T[] | undefined, fits: (item: T) => boolean): readonly T[] =>
  Array.isArray(list) ? list.filter(fits) : []
