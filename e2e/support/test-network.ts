import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { UnixMs } from '#lib/clock.ts'
import { inviteLink } from '#network/invite.ts'

/**
 * A network of its own for one journey: the deployment's rules with work that a test can wait for (about 65
 * 000 hashes a block at the floor) and a fresh genesis.
 */
export function testNetwork(name: string): GenesisParameters {
  if (DEFAULT_NETWORK.consensus.type !== 'pow') throw new Error('the test network is of proof of work')
  return {
    ...DEFAULT_NETWORK,
    name,
    symbol: 'TST',
    timestamp: Date.now() as UnixMs,
    consensus: { ...DEFAULT_NETWORK.consensus, spacingMs: 1_000, maxTarget: 2n ** 240n - 1n },
  }
}

/** The address that opens the app at `url` in this network. */
export function networkLink(url: string, genesis: GenesisParameters): string {
  return inviteLink(url, { genesis })
}
