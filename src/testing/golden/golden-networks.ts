import { type Amount, COIN } from '#chain/amount.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { authorityNetwork } from '../authority-network.ts'
import { testAccount, testNetwork } from '../chain-builder.ts'
import { stakeNetwork } from '../stake-network.ts'

/**
 * The networks whose chains are frozen under chain/vectors/. Everything here and in its neighbours is frozen:
 * a change results in other bytes.
 */
export const GOLDEN_ENGINES = ['pow', 'pos', 'poa'] as const
export type GoldenEngine = (typeof GOLDEN_ENGINES)[number]

/** Dora has no coins at genesis: her account begins with what she is paid. */
export const [miner, alice, bob, carol, dave, erin, frank, dora] = [
  testAccount(0),
  testAccount(1),
  testAccount(2),
  testAccount(3),
  testAccount(4),
  testAccount(5),
  testAccount(6),
  testAccount(7),
]

const rich = [alice, bob, carol, dave, erin, frank]

/** Rewards that are halved three times in the chain. */
const emission = { reward: (50n * COIN) as Amount, halvingInterval: 60 }

export const GOLDEN_NETWORKS: Readonly<Record<GoldenEngine, GenesisParameters>> = {
  pow: testNetwork(
    {
      name: 'Golden work',
      consensus: {
        type: 'pow',
        spacingMs: 10_000,
        halflifeMs: 60_000,
        maxTarget: 2n ** 251n - 1n,
        emptyBlocks: true,
      },
      emission,
    },
    rich,
  ),
  pos: stakeNetwork(
    {
      stakes: [
        [alice, 400n],
        [bob, 300n],
        [carol, 200n],
        [dave, 100n],
      ],
      rich,
    },
    { name: 'Golden stake', emission },
  ),
  poa: authorityNetwork(
    { authorities: [alice, bob, carol], admin: alice, rich },
    { name: 'Golden authority', emission },
  ),
}
