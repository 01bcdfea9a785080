import { type Amount, COIN } from '#chain/amount.ts'
import type { GenesisParameters, PosParameters } from '#chain/genesis/genesis.ts'
import { compareBytes } from '#lib/bytes.ts'
import { type TestAccount, testNetwork } from './chain-builder.ts'

export interface StakeNetworkOptions {
  /** The stake of each account from genesis on. */
  readonly stakes: readonly (readonly [TestAccount, bigint])[]
  readonly rich?: readonly TestAccount[]
  readonly parameters?: Partial<PosParameters>
}

/**
 * A network of proof of stake: slots of 10 s, epochs of 10 slots, bonds of 3 epochs, stakes of 10 coins and
 * more.
 */
export function stakeNetwork(
  { stakes, rich = [], parameters = {} }: StakeNetworkOptions,
  overrides: Partial<GenesisParameters> = {},
): GenesisParameters {
  const consensus: PosParameters = {
    type: 'pos',
    spacingMs: 10_000,
    epochSlots: 10,
    unbondingEpochs: 3,
    minStake: (10n * COIN) as Amount,
    burnPercent: 50,
    reporterPercent: 10,
    emptyBlocks: true,
    stakes: stakes
      .map(([{ address }, coins]) => [address, (coins * COIN) as Amount] as const)
      .sort(([a], [b]) => compareBytes(a, b)),
    ...parameters,
  }
  const { limits } = testNetwork()
  return testNetwork(
    { consensus, limits: { ...limits, finalityDepth: 512, futureMs: 10_000 }, ...overrides },
    rich,
  )
}
