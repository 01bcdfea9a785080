import type { GenesisParameters, PoaParameters } from '#chain/genesis/genesis.ts'
import { type TestAccount, testNetwork } from './chain-builder.ts'

export interface AuthorityNetworkOptions {
  /** In the order of their turns. */
  readonly authorities: readonly TestAccount[]
  readonly admin: TestAccount
  readonly rich?: readonly TestAccount[]
  readonly parameters?: Partial<PoaParameters>
}

/**
 * A network of proof of authority: a block every 3 s, and the next authority takes over after 16 s of
 * silence.
 */
export function authorityNetwork(
  { authorities, admin, rich = [], parameters = {} }: AuthorityNetworkOptions,
  overrides: Partial<GenesisParameters> = {},
): GenesisParameters {
  const consensus: PoaParameters = {
    type: 'poa',
    spacingMs: 3000,
    timeoutMs: 16_000,
    emptyBlocks: false,
    admin: admin.address,
    authorities: authorities.map(({ address }) => address),
    ...parameters,
  }
  const limits = { ...testNetwork().limits, finalityDepth: 512 }
  return testNetwork({ consensus, limits, ...overrides }, rich)
}
