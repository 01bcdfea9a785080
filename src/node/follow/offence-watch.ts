import type { Header } from '#chain/block/header.ts'
import type { EvidencePayload } from '#chain/transaction/transaction.ts'
import type { Engine } from '#consensus/engine.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { WATCHED_HEADERS, WATCHED_HEADERS_EACH, WATCHED_PRODUCERS } from './limits.ts'

/** A header, or that its producer was reported for a second one. */
type Watched = Header | 'reported'

/**
 * Detects double signing and returns each offence once. Its headers have checked signatures. It does not know
 * whether their producers have a stake, so each producer has a small share of its memory.
 */
export class OffenceWatch {
  readonly #engine: Engine
  readonly #seen = new Map<string, Map<string, Watched>>()
  /** The number of headers of all producers. */
  #headers = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Returns the evidence if this header and an earlier one are an offence. */
  saw(header: Header): EvidencePayload | undefined {
    const key = this.#engine.offenceKey(header)
    if (key === undefined) return undefined
    const producer = bytesToHex(header.producer)
    const own = this.#seen.get(producer) ?? new Map<string, Watched>()
    const earlier = own.get(key)
    if (earlier === 'reported' || earlier?.id === header.id) return undefined

    this.#headers += own.has(key) ? 0 : 1
    own.set(key, earlier ? 'reported' : header)
    this.#headers -= forgetOldest(own, WATCHED_HEADERS_EACH) ? 1 : 0
    // the most recent producer is forgotten last
    this.#seen.delete(producer)
    this.#seen.set(producer, own)
    while (this.#seen.size > WATCHED_PRODUCERS || this.#headers > WATCHED_HEADERS) this.#forgetProducer()
    return earlier && this.#engine.evidenceOf(earlier, header)
  }

  #forgetProducer(): void {
    for (const [producer, own] of this.#seen) {
      this.#seen.delete(producer)
      this.#headers -= own.size
      return
    }
  }
}

function forgetOldest(map: Map<string, unknown>, most: number): boolean {
  const [oldest] = map.keys()
  return map.size > most && oldest !== undefined && map.delete(oldest)
}
