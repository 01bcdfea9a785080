import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { unreachable } from '#lib/assert.ts'
import type { Engine } from './engine.ts'
import { createPoaEngine } from './poa/poa-engine.ts'
import { createPosEngine } from './pos/pos-engine.ts'
import { createPowEngine } from './pow/pow-engine.ts'

/** The engine that a network's genesis chose. No other code distinguishes engines. */
export function createEngine(genesis: GenesisParameters): Engine {
  switch (genesis.consensus.type) {
    case 'pow':
      return createPowEngine(genesis, genesis.consensus)
    case 'pos':
      return createPosEngine(genesis, genesis.consensus)
    case 'poa':
      return createPoaEngine(genesis, genesis.consensus)
    default:
      return unreachable(genesis.consensus)
  }
}
