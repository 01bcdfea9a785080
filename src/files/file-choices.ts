import { DEFAULT_QUOTA_BYTES, DEFAULT_QUOTA_SHARE, LEAST_QUOTA_BYTES } from './limits.ts'
import { DEFAULT_PUBLIC, type PublicChoice } from './public-choice.ts'

/** A person's settings for files. */
export interface FileChoices {
  readonly quotaBytes: number
  readonly public: PublicChoice
}

/** The default settings; `browserBytes` is the storage that the browser grants the app. */
export function firstChoices(browserBytes: number): FileChoices {
  const share = Math.floor(browserBytes * DEFAULT_QUOTA_SHARE)
  const quotaBytes = Math.max(LEAST_QUOTA_BYTES, Math.min(DEFAULT_QUOTA_BYTES, share))
  return { quotaBytes, public: DEFAULT_PUBLIC }
}

/** The current settings. */
export class CurrentChoices {
  readonly #save: (choices: FileChoices) => Promise<void>
  #now: FileChoices

  constructor(stored: FileChoices, save: (choices: FileChoices) => Promise<void>) {
    this.#save = save
    // Settings from before the list of peers existed have none.
    this.#now = { ...stored, public: { ...DEFAULT_PUBLIC, ...stored.public } }
  }

  get quotaBytes(): number {
    return this.#now.quotaBytes
  }

  get public(): PublicChoice {
    return this.#now.public
  }

  async change(changes: Partial<FileChoices>): Promise<void> {
    this.#now = { ...this.#now, ...changes }
    await this.#save(this.#now)
  }
}
