import { formatAddress } from '#chain/address.ts'
import type { State } from '#chain/state/state.ts'
import type { ConsensusFacts } from '#consensus/facts.ts'
import { unreachable } from '#lib/assert.ts'
import { bytesFromBigint, bytesToHex } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { ConsensusSummary } from '#storage/rows.ts'
import type { TreeBlock } from './block-tree.ts'
import type { Chain } from './chain.ts'
import { FACTS_MS } from './limits.ts'

/** An engine's facts as rows and results have them. */
export function consensusSummary(facts: ConsensusFacts): ConsensusSummary {
  switch (facts.type) {
    case 'pow':
      return { ...facts, target: bytesToHex(bytesFromBigint(facts.target, 32)) }
    case 'pos':
      return {
        ...facts,
        stakers: facts.stakers.map(staker => ({
          ...staker,
          address: formatAddress(staker.address),
          unbonding: staker.unbonding.map(bond => ({ ...bond })),
        })),
      }
    case 'poa':
      return {
        ...facts,
        admin: formatAddress(facts.admin),
        authorities: facts.authorities.map(formatAddress),
        next: formatAddress(facts.next),
        silent: facts.silent.map(formatAddress),
      }
    default:
      return unreachable(facts)
  }
}

/** An engine's facts at the tip. */
export const factsOf = ({ engine, state, tree, tip }: Chain): ConsensusFacts =>
  engine.facts(state, tree.back(tip))

/**
 * The summary for screens, made anew at most every {@link FACTS_MS}: to list the stakers walks the whole
 * state, which is nothing at the pace of new blocks and much at that of catching up. What is shown meanwhile
 * is that much behind.
 */
export class ConsensusScreen {
  readonly #chain: Pick<Chain, 'engine' | 'clock' | 'tree'>
  #made: { readonly at: UnixMs; readonly summary: ConsensusSummary } | undefined

  constructor(chain: Pick<Chain, 'engine' | 'clock' | 'tree'>) {
    this.#chain = chain
  }

  at(tip: TreeBlock, state: State): ConsensusSummary {
    const { engine, clock, tree } = this.#chain
    const now = clock.now()
    if (this.#made === undefined || now - this.#made.at >= FACTS_MS) {
      this.#made = { at: now, summary: consensusSummary(engine.facts(state, tree.back(tip))) }
    }
    return this.#made.summary
  }

  /** What was made is out of date: the next one is new. */
  refresh(): void {
    this.#made = undefined
  }
}
