import { createThrottle } from '#lib/throttle.ts'
import type { Chain } from '#node/chain/chain.ts'
import { blocksBehind } from '#node/chain/import/beyond.ts'
import type { FaultMet } from '#node/chain/unjudged.ts'
import { SCREEN_MS } from '#node/limits.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import type { UnjudgedRow } from '#storage/rows.ts'
import { BUGS_REPORTED } from './limits.ts'

interface Dependencies {
  readonly chain: Chain
  readonly events: EventLog
  readonly show: (row: UnjudgedRow) => void
  /** This tab fell behind because of a bug, or caught up. */
  readonly onBehind: () => void
}

/** Reports bugs met in judging: events for people, and the row from which the next run knows them. */
export class UnjudgedScreen {
  readonly #deps: Dependencies
  /** By message: a fault that anybody can repeat is reported once in a run. */
  readonly #reported = new Set<string>()
  #behind = 0
  /** A chain that cannot be judged because of a bug grew. */
  readonly changed: () => void

  constructor(deps: Dependencies) {
    this.#deps = deps
    const { clock, unjudged, onMove } = deps.chain
    this.changed = createThrottle(clock, SCREEN_MS, () => this.#look())
    unjudged.onFault(fault => this.#met(fault))
    onMove(() => {
      if (unjudged.blocks().length > 0) this.changed()
    })
  }

  row(): UnjudgedRow {
    return this.#deps.chain.unjudged.row(this.#behind)
  }

  #met({ time: _, ...fault }: FaultMet): void {
    this.changed()
    const isReported = this.#reported.has(fault.message) || this.#reported.size >= BUGS_REPORTED
    if (fault.what !== 'block' && isReported) return
    this.#reported.add(fault.message)
    this.#deps.events.emit('judging-fault', fault)
  }

  #look(): void {
    const { chain, events, show, onBehind } = this.#deps
    const was = this.#behind
    this.#behind = blocksBehind(chain)
    show(this.row())
    if (was > 0 === this.#behind > 0) return
    if (this.#behind > 0) {
      events.emit('left-behind', { height: chain.tip.header.height, blocks: this.#behind })
    }
    onBehind()
  }
}
