import type { Header } from '../chain/block/header.ts'
import type { EvidencePayload } from '../chain/transaction/transaction.ts'
import type { Engine } from '../consensus/engine.ts'
import { WATCHED_HEADERS } from './limits.ts'

/** Notices when somebody signs twice what an honest producer signs once. It sees headers whose signatures were checked. */
export class OffenceWatch {
  readonly #engine: Engine
  readonly #seen = new Map<string, Header>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** The evidence, if this header makes an offence of an earlier one. */
  saw(header: Header): EvidencePayload | undefined {
    const key = this.#engine.offenceKey(header)
    if (key === undefined) return undefined
    const earlier = this.#seen.get(key)
    if (earlier) return earlier.id === header.id ? undefined : this.#engine.evidenceOf(earlier, header)

    this.#seen.set(key, header)
    const [oldest] = this.#seen.keys()
    if (this.#seen.size > WATCHED_HEADERS && oldest !== undefined) this.#seen.delete(oldest)
    return undefined
  }
}
