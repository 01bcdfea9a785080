import type { Address } from '../chain/address.ts'
import type { Block } from '../chain/block/block.ts'
import type { Cancel } from '../lib/clock.ts'
import type { Miner } from '../mining/miner.ts'
import { buildTemplate } from './build-template.ts'
import type { Chain } from './chain.ts'
import type { ImportOutcome } from './import/import-blocks.ts'
import { TEMPLATE_MS } from './limits.ts'
import type { Mempool } from './mempool.ts'

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly miner: Miner
  /** Who gets the reward; read anew for every block. */
  readonly producer: () => Address
  /** While the node catches up, a block on its old tip would be wasted work. */
  readonly busy: () => boolean
  readonly importOwn: (block: Block) => Promise<ImportOutcome>
  readonly onState: () => void
  readonly onFault: (error: unknown) => void
}

/** What a person asked for. */
export interface ProducerChoice {
  readonly on: boolean
  /** Mine also while no transaction waits. */
  readonly keepMining: boolean
}

/**
 * Makes blocks: while switched on, whenever transactions wait (or always, with `keepMining`), and once for everyone who asked by `once()`.
 * It searches on one template at a time and starts over when the tip moves or the template is old.
 */
export class Producer {
  readonly #deps: Dependencies
  #choice: ProducerChoice = { on: false, keepMining: false }
  #asked: { resolve: (block: Block) => void; reject: (error: Error) => void }[] = []
  #search: AbortController | undefined
  #wakeUp: (() => void) | undefined
  #stopped = false
  searching = false
  blocksFound = 0

  constructor(deps: Dependencies) {
    this.#deps = deps
    void this.#loop()
  }

  get choice(): ProducerChoice {
    return this.#choice
  }

  choose(choice: ProducerChoice): void {
    this.#choice = choice
    this.#restart()
  }

  /** One block, even with no transaction waiting. Rejects when `signal` aborts or the node stops first. */
  once(signal: AbortSignal): Promise<Block> {
    return new Promise((resolve, reject) => {
      const request = { resolve, reject }
      signal.addEventListener('abort', () => {
        this.#asked = this.#asked.filter(other => other !== request)
        reject(new Error('the request for a block was cancelled'))
        this.#restart()
      })
      this.#asked.push(request)
      this.#restart()
    })
  }

  /** The tip moved: work on the old one is void at once. */
  tipMoved(): void {
    this.#restart()
  }

  /** Something changed that may end waiting: a transaction came, syncing ended. */
  nudge(): void {
    this.#wakeUp?.()
  }

  stop(): void {
    this.#stopped = true
    this.#restart()
    for (const { reject } of this.#asked) reject(new Error('the node stopped'))
    this.#asked = []
  }

  #restart(): void {
    this.#search?.abort()
    this.#wakeUp?.()
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (this.#wanted()) await this.#searchOnce()
        else await this.#sleep()
      } catch (error) {
        this.#deps.onFault(error)
        await this.#sleep(TEMPLATE_MS)
      }
    }
  }

  #wanted(): boolean {
    if (this.#deps.busy()) return false
    if (this.#asked.length > 0) return true
    if (!this.#choice.on) return false
    return this.#deps.mempool.size > 0 || this.#emptyToo()
  }

  #emptyToo(): boolean {
    return this.#asked.length > 0 || this.#choice.keepMining || this.#deps.chain.genesis.consensus.emptyBlocks
  }

  async #searchOnce(): Promise<void> {
    const { chain, mempool, miner } = this.#deps
    const { clock } = chain
    const outcome = buildTemplate(chain, mempool, this.#deps.producer())
    if (outcome.status === 'wait') return this.#sleep(Math.max(1, outcome.waitUntil - clock.now()))
    // What waits cannot be mined now: a gap in the nonces.
    if (outcome.template.transactions.length === 0 && !this.#emptyToo()) return this.#sleep()

    const search = new AbortController()
    this.#search = search
    const renew = clock.after(TEMPLATE_MS, () => search.abort())
    this.#setSearching(true)
    const nonce = await miner.search(outcome.template.job, search.signal).finally(renew)
    if (nonce !== undefined) await this.#found(outcome.template.seal(nonce))
    if (!this.#wanted()) this.#setSearching(false)
  }

  async #found(block: Block): Promise<void> {
    const outcome = await this.#deps.importOwn(block)
    if (outcome.type === 'unchecked') throw new Error(outcome.reason)
    if (outcome.type !== 'extended' && outcome.type !== 'reorganised') return
    this.blocksFound++
    for (const { resolve } of this.#asked.splice(0)) resolve(block)
    this.#deps.onState()
  }

  #setSearching(searching: boolean): void {
    if (this.searching === searching) return
    this.searching = searching
    this.#deps.onState()
  }

  /** Until something changes, or for `ms`. */
  #sleep(ms?: number): Promise<void> {
    this.#setSearching(false)
    return new Promise(resolve => {
      let cancel: Cancel = () => {}
      const wake = () => {
        cancel()
        this.#wakeUp = undefined
        resolve()
      }
      this.#wakeUp = wake
      if (ms !== undefined) cancel = this.#deps.chain.clock.after(ms, wake)
    })
  }
}
