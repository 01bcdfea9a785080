import type { UnixMs } from '#lib/clock.ts'
import { type Amount, COIN } from '../amount.ts'
import { GENESIS_VERSION } from './encode-genesis.ts'
import type { GenesisParameters, PowParameters } from './genesis.ts'

/**
 * The network that a fresh tab of this deployment joins. A change of anything here defines another network.
 */
export const DEFAULT_NETWORK: GenesisParameters & { readonly consensus: PowParameters } = {
  version: GENESIS_VERSION,
  name: 'Tabchain',
  symbol: 'TAB',
  /** 2026-11-01T00:00:00Z. */
  timestamp: 1_793_491_200_000 as UnixMs,
  consensus: {
    type: 'pow',
    spacingMs: 30_000,
    halflifeMs: 600_000,
    /** About 17 million hashes: a second or two of one tab with a fast kernel, ten with a slow one. */
    maxTarget: 2n ** 232n - 1n,
    emptyBlocks: false,
  },
  emission: { reward: (50n * COIN) as Amount, halvingInterval: 0 },
  limits: {
    blockBytes: 1024 * 1024,
    blockTransactions: 2000,
    blockGas: 1_000_000_000n,
    /**
     * Four hours of everybody's work, so that the smaller part of a network that was cut in two for eight
     * hours makes nothing final by itself.
     */
    finalityDepth: 500,
    futureMs: 15_000,
  },
  activations: [],
  allocations: [],
}
