import { ADDRESS_BYTES, addressFromBytes } from '#chain/address.ts'
import { MEDIAN_TIME_SPAN, medianTime } from '#chain/block/check-header-context.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import type { PowParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { hashFromBytes } from '#chain/hash.ts'
import type { Hash, Height } from '#chain/ids.ts'
import { emptyState } from '#chain/state/state.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import type { PowFacts } from '#consensus/facts.ts'
import { createPowEngine } from '#consensus/pow/pow-engine.ts'
import { powSeal } from '#consensus/pow/pow-seal.ts'
import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'

/** More than any scenario needs; with an invalid schedule the simulation would never end. */
const MAX_BLOCKS = 20_000

/** The hash rate from a moment on: 1 finds a block at the floor per spacing on average, 0 is a pause. */
export interface Shift {
  readonly fromMs: number
  readonly rate: number
}

export interface Scenario {
  readonly spacingMs: number
  readonly halflifeMs: number
  readonly random: Random
  /** In order, the first from 0 on, the last with a rate above 0. */
  readonly shifts: readonly Shift[]
  /** The chain on which the miners begin, and when; by default genesis. */
  readonly from?: { readonly chain: TargetChain; readonly atMs: number }
  /** How far ahead of true time the clock of a block's producer is; by default 0. */
  readonly clockErrorMs?: (random: Random) => number
}

/** A block, with the true times of its search. Times are since genesis. */
export interface MinedBlock {
  readonly height: number
  readonly foundMs: number
  /** The duration of the search without pauses. */
  readonly searchMs: number
  /** The time that its producer wrote into the header. */
  readonly timestampMs: number
  /** The floor divided by the block's target: at least 1. */
  readonly difficulty: number
  /** As the engine sees it. */
  readonly recorded: RecordedHeader
}

/**
 * Miners in virtual time on the real engine: it sets each target from headers with the times of the miners'
 * clocks, and only the search is drawn at random, from the exponential distribution of its work. One chain,
 * without forks or delay.
 */
export function* mine(scenario: Scenario): Generator<MinedBlock, never> {
  const { random, shifts, clockErrorMs = () => 0 } = scenario
  const chain = scenario.from?.chain.fork() ?? new TargetChain(scenario)
  let nowMs = scenario.from?.atMs ?? 0
  for (;;) {
    const difficulty = chain.nextDifficulty()
    const { foundMs, searchMs } = search(nowMs, difficulty * scenario.spacingMs * exponential(random), shifts)
    nowMs = foundMs
    const timestampMs = Math.max(Math.floor(nowMs + clockErrorMs(random)), chain.earliestMs())
    const height = chain.extend(timestampMs)
    assert(height <= MAX_BLOCKS, 'the difficulty does not hold the miners back')
    yield { height, foundMs, searchMs, timestampMs, difficulty, recorded: chain.tip }
  }
}

/** Headers at the targets that the proof-of-work engine asks for, whose hashes meet no target. */
export class TargetChain {
  readonly #parameters: PowParameters
  readonly #engine
  readonly #state = emptyState()
  readonly #genesisMs: number
  #tip: RecordedHeader
  #times: UnixMs[]

  constructor({ spacingMs, halflifeMs }: Pick<PowParameters, 'spacingMs' | 'halflifeMs'>) {
    this.#parameters = { type: 'pow', spacingMs, halflifeMs, maxTarget: 2n ** 232n - 1n, emptyBlocks: true }
    const genesis = { ...DEFAULT_NETWORK, consensus: this.#parameters }
    this.#engine = createPowEngine(genesis, this.#parameters)
    const header = assembleHeader({
      version: 1,
      networkId: networkIdOf(genesis),
      height: 0 as Height,
      parent: nothing(),
      timestamp: genesis.timestamp,
      txRoot: nothing(),
      stateRoot: nothing(),
      receiptRoot: nothing(),
      fileRoot: nothing(),
      producer: addressFromBytes(new Uint8Array(ADDRESS_BYTES)),
      seal: this.#engine.genesisSeal(),
    })
    this.#genesisMs = header.timestamp
    this.#tip = { header, ...this.#engine.genesisRecord(header) }
    this.#times = [header.timestamp]
  }

  get tip(): RecordedHeader {
    return this.#tip
  }

  /** A copy of the chain that is extended separately. */
  fork(): TargetChain {
    const chain = new TargetChain(this.#parameters)
    chain.#tip = this.#tip
    chain.#times = [...this.#times]
    return chain
  }

  /** The facts about the tip that a person sees. */
  facts(): PowFacts {
    const facts = this.#engine.facts(this.#state, [this.#tip])
    assert(facts.type === 'pow', 'the engine is of proof of work')
    return facts
  }

  nextTarget(): bigint {
    return this.facts().target
  }

  /** The floor divided by the next block's target. */
  nextDifficulty(): number {
    return Number(this.#parameters.maxTarget) / Number(this.nextTarget())
  }

  /** The earliest time that the median allows, since genesis. */
  earliestMs(): number {
    return medianTime(this.#times) + 1 - this.#genesisMs
  }

  /** Adds the next block; `timestampMs` since genesis. Returns its height. */
  extend(timestampMs: number): number {
    const timestamp = (this.#genesisMs + timestampMs) as UnixMs
    const parent = this.#tip.header
    const header = assembleHeader({
      ...parent,
      parent: parent.id,
      height: (parent.height + 1) as Height,
      timestamp,
      seal: powSeal(this.nextTarget(), 0n),
    })
    this.#tip = { header, ...this.#engine.follow(header, this.#tip) }
    this.#times.push(timestamp)
    if (this.#times.length > MEDIAN_TIME_SPAN) this.#times.shift()
    return header.height
  }
}

/** A hash of zeros for transactions and state, on which no difficulty depends. */
const nothing = <Id extends Hash>(): Id => hashFromBytes<Id>(new Uint8Array(32))

/** The time at which `work`, in milliseconds at rate 1, is done if it begins at `nowMs`. */
function search(
  nowMs: number,
  work: number,
  shifts: readonly Shift[],
): Pick<MinedBlock, 'foundMs' | 'searchMs'> {
  let [foundMs, searchMs, left] = [nowMs, 0, work]
  for (const [i, { fromMs, rate }] of shifts.entries()) {
    const untilMs = shifts[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY
    if (untilMs <= foundMs) continue
    foundMs = Math.max(foundMs, fromMs)
    const neededMs = rate === 0 ? Number.POSITIVE_INFINITY : left / rate
    const spentMs = Math.min(neededMs, untilMs - foundMs)
    foundMs += spentMs
    if (rate > 0) searchMs += spentMs
    if (spentMs === neededMs) return { foundMs, searchMs }
    left -= spentMs * rate
  }
  throw new Error('the last shift must have a hash rate, or no block is ever found')
}

/** Exponentially distributed with mean 1. */
const exponential = (random: Random): number => -Math.log((random.below(2 ** 32) + 0.5) / 2 ** 32)
