/** What this tab remembers of its hangs over reloads, until it is closed. */
export interface Hangs {
  /** Hashes of sources of contracts that did not end. */
  readonly suspects: readonly string[]
  /** When it hung lately, ms since 1970. */
  readonly times: readonly number[]
}

const KEY = 'tabchain.hangs'
/** So many within this time are no accident: the tab is not started again by itself. */
const TOO_MANY = 3
const WITHIN_MS = 15 * 60_000
/** A tab with more has another trouble than contracts. */
const SUSPECTS_KEPT = 16

type Store = Pick<Storage, 'getItem' | 'setItem'>

/** Nothing where nothing readable is kept. */
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

/** Writes one down, and tells whether starting again is worth it. */
export function rememberHang(store: Store, suspect: string | undefined, now: number): 'restart' | 'give-up' {
  const { suspects, times } = readHangs(store)
  const lately = [...times.filter(time => now - time < WITHIN_MS), now]
  const known = suspect === undefined || suspects.includes(suspect) ? suspects : [...suspects, suspect]
  const hangs: Hangs = { suspects: known.slice(-SUSPECTS_KEPT), times: lately }
  try {
    store.setItem(KEY, JSON.stringify(hangs))
  } catch {
    // Without a memory it would start again for ever.
    return 'give-up'
  }
  return lately.length < TOO_MANY ? 'restart' : 'give-up'
}

const listOf = <T>(list: readonly T[] | undefined, fits: (item: T) => boolean): readonly T[] =>
  Array.isArray(list) ? list.filter(fits) : []
