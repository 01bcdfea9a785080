import type { Cancel, Clock } from '#lib/clock.ts'
import type { FileRow } from '#storage/rows.ts'
import type { FetchFile, FetchProgress } from './fetch-file.ts'
import { PROGRESS_MS, PROGRESS_SPANS } from './limits.ts'

type Shown = Pick<FileRow, 'doneBytes' | 'storedBytes' | 'bytesPerSecond'> & { sizeBytes?: number }

/**
 * Writes the progress of a fetch for the screens, at intervals: what arrived, with the blocks that are partly
 * here, and the rate over the last seconds, from which the screens calculate the time that is left.
 */
export class ProgressMeter {
  /** Whole blocks. */
  last: FetchProgress = { doneBytes: 0, storedBytes: 0, sizeBytes: undefined }
  readonly #clock: Clock
  readonly #fetch: () => Pick<FetchFile, 'partialBytes' | 'arrivedBytes'>
  readonly #show: (progress: Shown) => void
  readonly #cancel: Cancel
  /** The latest last. */
  readonly #marks: { readonly at: number; readonly arrivedBytes: number }[] = []
  #shown = ''

  constructor(
    clock: Clock,
    fetch: () => Pick<FetchFile, 'partialBytes' | 'arrivedBytes'>,
    show: (progress: Shown) => void,
  ) {
    this.#clock = clock
    this.#fetch = fetch
    this.#show = show
    this.#marks.push({ at: clock.now(), arrivedBytes: 0 })
    this.#cancel = clock.every(PROGRESS_MS, () => this.#look())
  }

  settled(): Shown {
    const { sizeBytes, doneBytes, storedBytes } = this.last
    return { doneBytes, storedBytes, bytesPerSecond: 0, ...(sizeBytes === undefined ? {} : { sizeBytes }) }
  }

  stop(): void {
    this.#cancel()
  }

  #look(): void {
    const { partialBytes, arrivedBytes } = this.#fetch()
    this.#marks.push({ at: this.#clock.now(), arrivedBytes })
    if (this.#marks.length > PROGRESS_SPANS + 1) this.#marks.shift()
    const { doneBytes, sizeBytes = Number.POSITIVE_INFINITY } = this.last
    const shown = {
      ...this.settled(),
      doneBytes: Math.min(doneBytes + partialBytes, sizeBytes),
      bytesPerSecond: this.#rate(),
    }
    const key = `${shown.doneBytes} ${shown.bytesPerSecond}`
    if (key === this.#shown) return
    this.#shown = key
    this.#show(shown)
  }

  #rate(): number {
    const [first, latest] = [this.#marks[0], this.#marks.at(-1)]
    if (!first || !latest || latest.at === first.at) return 0
    const bytes = Math.max(0, latest.arrivedBytes - first.arrivedBytes)
    return Math.round((bytes * 1000) / (latest.at - first.at))
  }
}
