import type { Block } from '#chain/block/block.ts'
import { EMPTY_MERKLE_ROOT } from '#chain/merkle.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { readAdvance } from '#consensus/finality/advance.ts'
import { type Pace, paceOf } from '#consensus/finality/pace.ts'
import { supportOf } from '#consensus/finality/support.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { Cancel, UnixMs } from '#lib/clock.ts'
import type { Miner } from '#mining/miner.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { ImportOutcome } from '#node/chain/import/import-blocks.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import type { Wallet } from '#wallet/wallet.ts'
import { draftBlock, leaveOut } from './draft-block.ts'
import { AGAIN_MS, TEMPLATE_MS } from './limits.ts'
import type { SealedOnce } from './sealed-once.ts'
import { sealingKeys } from './sealing-keys.ts'
import type { Votes } from './votes.ts'

const ANY: Pace = { status: 'any' }

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly miner: Miner
  /** Its keys seal blocks; they are read again for each block. */
  readonly wallet: Wallet
  readonly sealedOnce: SealedOnce
  readonly votes: Votes
  /** Whether the node syncs, so that a block on its old tip would be wasted work. */
  readonly busy: () => boolean
  readonly importOwn: (block: Block) => Promise<ImportOutcome>
  readonly onState: () => void
  readonly onFault: (message: string) => void
}

/** A person's settings. */
export interface ProducerChoice {
  readonly on: boolean
  /** Whether to make blocks while no transaction waits. */
  readonly keepMining: boolean
}

/**
 * Produces blocks: while switched on, whenever transactions wait (or always, with `keepMining`), and one for
 * each call of `once()`. The network's engine decides whether it may, and how blocks are sealed. It works on
 * one draft at a time, and starts over when the tip moves or the draft is old.
 */
export class Producer {
  readonly #deps: Dependencies
  #choice: ProducerChoice
  #asked: { resolve: (block: Block) => void; reject: (error: Error) => void }[] = []
  #work: AbortController | undefined
  /** The time since which a block on this tip is wanted. */
  #wantedSince: UnixMs | undefined
  #wakeUp: (() => void) | undefined
  /** Something changed while it was awake, so it must not go to sleep. */
  #nudged = false
  #stopped = false
  /**
   * The most transactions in a draft: fewer after a bug of this app was met, to find the transaction that
   * causes it.
   */
  #most = Number.POSITIVE_INFINITY
  searching = false
  blocksFound = 0
  /** Why no block is made now, though one is wanted. */
  waiting: string | undefined

  constructor(deps: Dependencies) {
    this.#deps = deps
    // free production is on by default, so that a network of stakers or authorities continues by itself
    this.#choice = { on: !deps.chain.engine.sealsBySearch, keepMining: false }
    deps.chain.onMove(() => this.#tipMoved())
  }

  get choice(): ProducerChoice {
    return this.#choice
  }

  choose(choice: ProducerChoice): void {
    this.#choice = choice
    this.#restart()
  }

  start(): void {
    void this.#loop()
  }

  /**
   * Makes one block, even without waiting transactions. Rejects when `signal` aborts or the node stops first.
   */
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

  /** Something changed that may end waiting: a new transaction, or the end of a sync. */
  nudge(): void {
    if (this.#wakeUp) this.#wakeUp()
    else this.#nudged = true
  }

  stop(): void {
    this.#stopped = true
    this.#restart()
    for (const { reject } of this.#asked) reject(new Error('the node stopped'))
    this.#asked = []
  }

  /** Ends the work on the old tip at once. */
  #tipMoved(): void {
    this.#wantedSince = undefined
    this.#restart()
  }

  #restart(): void {
    this.#work?.abort()
    this.#wakeUp?.()
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (this.#wanted()) await this.#produceOnce()
        else await this.#rest()
      } catch (error) {
        this.#deps.onFault(error instanceof Error ? error.message : String(error))
        await this.#rest(TEMPLATE_MS)
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
    const { consensus } = this.#deps.chain.genesis
    return this.#asked.length > 0 || this.#choice.keepMining || consensus.emptyBlocks || this.#isUnsettled()
  }

  /** Whether a block with transactions is not final yet, which takes further signed blocks. */
  #isUnsettled(): boolean {
    const { engine, tree, tip, final } = this.#deps.chain
    if (!engine.claims(tip.header)) return false
    for (const { header } of tree.back(tip)) {
      if (header.height <= final) return false
      if (header.txRoot !== EMPTY_MERKLE_ROOT) return true
    }
    return false
  }

  #pace(): Pace {
    const { engine, tip, final, genesis, clock } = this.#deps.chain
    if (!engine.claims(tip.header)) return ANY
    const { advancedAt } = readAdvance(tip.engine)
    return paceOf({ ...tip.header, final, advancedAt }, genesis.limits.finalityDepth, clock.now(), count =>
      this.#isBacked(count),
    )
  }

  /** Whether more than half of the electorate made the last `count` blocks. */
  #isBacked(count: number): boolean {
    const { engine, tree, tip, state, final } = this.#deps.chain
    const producers: string[] = []
    for (const block of tree.back(tip)) {
      if (block.header.height <= final) {
        const electorate = engine.electorate(state, block)
        return electorate !== undefined && supportOf(producers, electorate).majority
      }
      if (tip.header.height - block.header.height < count) producers.push(bytesToHex(block.header.producer))
    }
    return false
  }

  async #produceOnce(): Promise<void> {
    const { chain, mempool, miner, wallet } = this.#deps
    const { clock, engine } = chain
    if (wallet.protection().locked && !engine.sealsBySearch) {
      return this.#await('the wallet is locked; unlock it to make blocks', undefined)
    }
    this.#wantedSince ??= clock.now()
    const work = new AbortController()
    this.#work = work

    const pace = this.#pace()
    // A requested block must not use up the heights that are reserved until absent producers no longer count;
    // without them the chain would end for good.
    if (pace.status === 'wait') return this.#await(pace.reason, pace.until)
    // A requested block includes hidden transactions, because the person wants those just sent in it.
    const wish = { most: this.#most, hiddenToo: this.#asked.length > 0 }
    const outcome = await draftBlock(
      chain,
      mempool,
      sealingKeys(wallet),
      this.#wantedSince,
      this.#deps.votes,
      wish,
    )
    if (work.signal.aborted) return
    if (outcome.status === 'wait') return this.#await(outcome.reason, outcome.waitUntil)
    if (outcome.status === 'faulted') return this.#halve(outcome.over, outcome.cause)
    const { draft, key } = outcome
    // The waiting transactions are not ready, because of a gap in the nonces.
    if (draft.transactions.length === 0) {
      if (!this.#emptyToo()) return this.#rest()
      if (pace.status === 'payments' && this.#asked.length === 0) return this.#await(pace.reason, pace.until)
    }

    if (!(await this.#sealsOnce(draft))) {
      return this.#await(
        'this node has signed a block for this turn already',
        (clock.now() + AGAIN_MS) as UnixMs,
      )
    }

    const renew = clock.after(TEMPLATE_MS, () => work.abort())
    this.#show(engine.sealsBySearch, undefined)
    const header = await engine.seal(draft.header, key, job => miner.search(job, work.signal)).finally(renew)
    if (header !== undefined) await this.#found({ header, transactions: draft.transactions })
    if (!this.#wanted()) this.#show(false, undefined)
  }

  /** Stores a claim before signing a turn, so that it is signed only once, also after a crash. */
  async #sealsOnce({ header }: Block): Promise<boolean> {
    const offence = this.#deps.chain.engine.offenceKey(header)
    if (offence !== undefined && !(await this.#deps.sealedOnce.claim(offence))) return false
    const claims = this.#deps.chain.engine.claims(header)
    if (claims) await this.#deps.votes.record(header, claims)
    return true
  }

  async #found(block: Block): Promise<void> {
    const outcome = await this.#deps.importOwn(block)
    if (outcome.type === 'unchecked') {
      const isOurBug = outcome.code === 'JUDGING_FAULT' && block.transactions.length > 0
      if (isOurBug) return this.#halve(block.transactions, new Error(outcome.reason))
      throw new Error(outcome.reason)
    }
    // our own fault is reported, and not repeated at once
    if (outcome.type === 'invalid') throw new Error(`${outcome.violation.code}: ${outcome.violation.message}`)
    if (outcome.type !== 'extended' && outcome.type !== 'reorganised') return
    this.blocksFound++
    this.#most *= 2
    for (const { resolve } of this.#asked.splice(0)) resolve(block)
    this.#deps.onState()
  }

  /** Tries the next draft with half of the transactions; a single one is left out. */
  #halve([first, ...more]: readonly Transaction[], cause: unknown): void {
    if (first && more.length === 0) leaveOut(this.#deps.chain, this.#deps.mempool, first, cause)
    this.#most = Math.max(1, (more.length + 1) >> 1)
  }

  #show(searching: boolean, waiting: string | undefined): void {
    if (this.searching === searching && this.waiting === waiting) return
    this.searching = searching
    this.waiting = waiting
    this.#deps.onState()
  }

  /** Waits because the engine does not let this node make the wanted block yet. */
  #await(reason: string, until: UnixMs | undefined): Promise<void> {
    this.#show(false, reason)
    return this.#sleep(until === undefined ? undefined : Math.max(1, until - this.#deps.chain.clock.now()))
  }

  /** Waits because no block is wanted. */
  #rest(ms?: number): Promise<void> {
    this.#wantedSince = undefined
    this.#show(false, undefined)
    return this.#sleep(ms)
  }

  /** Sleeps until something changes, or for `ms`. */
  #sleep(ms: number | undefined): Promise<void> {
    if (this.#nudged) {
      this.#nudged = false
      return Promise.resolve()
    }
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
