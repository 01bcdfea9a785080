import type { Header } from '#chain/block/header.ts'
import { firstUnknownHeight, rulesVersionAt } from '#chain/genesis/rules-version.ts'
import type { BlockId } from '#chain/ids.ts'
import { unreachable } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Chain, TipChange } from '#node/chain/chain.ts'
import { FutureBlocks } from '#node/chain/future-blocks.ts'
import type { Unchecked } from '#node/chain/import/check-header.ts'
import type { ImportOutcome } from '#node/chain/import/import-blocks.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import type { StorageError } from '#storage/chain-store.ts'

interface Dependencies {
  readonly chain: Chain
  readonly events: EventLog
  /** A block of this peer that was from the future can be judged now. */
  readonly onJudgeable: (peerId: PeerId) => void
  readonly onStorageFault: (error: StorageError) => void
  readonly onJudgingFault: () => void
}

/** Reports the outcomes of blocks to the event log, whichever peer sent them. */
export class BlockReports {
  readonly #deps: Dependencies
  readonly #future: FutureBlocks
  #isOutdated = false
  /** The block whose refusal was reported last. */
  #refused: BlockId | undefined

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.#future = new FutureBlocks(deps.chain.clock, deps.onJudgeable)
    deps.chain.onMove(change => this.#moved(change))
  }

  stop(): void {
    this.#future.stop()
  }

  imported(outcome: ImportOutcome, from: string): void {
    const { events, onStorageFault } = this.#deps
    if (outcome.type === 'unchecked' && outcome.storage) onStorageFault(outcome.storage)
    if (outcome.type === 'forked') {
      const { id, height } = outcome.block.header
      events.emit('block-forked', { id, height, from })
    }
    if (outcome.type !== 'invalid') return
    const { code, message } = outcome.violation
    events.emit('block-rejected', { id: outcome.at, code, message, peerId: from })
  }

  /** A header that cannot be judged now is checked again when its time has come, or reported. */
  unchecked(header: Header, { code }: Unchecked, from: PeerId): void {
    const { chain, onJudgingFault } = this.#deps
    switch (code) {
      case 'HEADER_TIMESTAMP_FUTURE':
        return this.#future.wait(header, chain.genesis.limits.futureMs, from)
      case 'HEADER_BELOW_FINALITY':
        return this.#reportRefused(header, from)
      case 'HEADER_RULES_UNKNOWN':
        return this.#reportOutdated(header.height)
      case 'JUDGING_FAULT':
        return onJudgingFault()
      default:
        unreachable(code)
    }
  }

  #moved({ tip, reverted, connected }: TipChange): void {
    const { events } = this.#deps
    const { id, height } = tip.header
    this.#reportOutdated(height)
    const transactions = connected.reduce((sum, block) => sum + block.transactions.length, 0)
    if (reverted.length > 0) {
      events.emit('reorganised', {
        id,
        height,
        reverted: reverted.length,
        connected: connected.length,
        transactions,
      })
    } else {
      events.emit('block-imported', { id, height, blocks: connected.length, transactions })
    }
  }

  /** Once for each block, however often a peer sends it. */
  #reportRefused({ id, height }: Header, peerId: PeerId): void {
    if (this.#refused === id) return
    this.#refused = id
    const { chain, events } = this.#deps
    events.emit('reorganisation-refused', { peerId, id, height, finalHeight: chain.final })
  }

  /** Once in a run. */
  #reportOutdated(height: number): void {
    const { chain, events } = this.#deps
    const first = firstUnknownHeight(chain.genesis)
    if (this.#isOutdated || first === undefined || height + 1 < first) return
    this.#isOutdated = true
    events.emit('outdated', { height: first, version: rulesVersionAt(chain.genesis, first) })
  }
}
