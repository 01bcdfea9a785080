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

/** Converts an engine's facts for rows and results. */
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
 * The summary for screens, computed at most every {@link FACTS_MS}, because listing the stakers walks the
 * whole state, which is too slow for every block of a catch-up. Screens are behind by at most that time.
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

  /** Makes the next read compute the summary again. */
  refresh(): void {
    this.#made = undefined
  }
}
