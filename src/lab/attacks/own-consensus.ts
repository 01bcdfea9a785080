import type { PoaParameters, PosParameters } from '#chain/genesis/genesis.ts'
import { assert } from '#lib/assert.ts'
import type { Chain } from '#node/chain/chain.ts'
import { factsOf } from '#node/chain/consensus-summary.ts'

/** The parameters and the current state of a network with proof of authority. */
export function poaOf(chain: Chain) {
  const { genesis } = chain
  const facts = factsOf(chain)
  assert(
    genesis.consensus.type === 'poa' && facts.type === 'poa',
    'an attack on authorities needs a network with proof of authority',
  )
  const parameters: PoaParameters = genesis.consensus
  return { parameters, facts }
}

/** The parameters of a network with proof of stake. */
export function posOf({ genesis }: Chain): PosParameters {
  assert(genesis.consensus.type === 'pos', 'an attack on stakes needs a network with proof of stake')
  return genesis.consensus
}
