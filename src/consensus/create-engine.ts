import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import { unreachable } from '../lib/assert.ts'
import type { Engine } from './engine.ts'
import { createPowEngine } from './pow/pow-engine.ts'

/** The engine that a network's genesis chose. The only place that tells one from another. */
export function createEngine(genesis: GenesisParameters): Engine {
  switch (genesis.consensus.type) {
    case 'pow':
      return createPowEngine(genesis)
    default:
      return unreachable(genesis.consensus.type)
  }
}
