import type { ConsensusSummary } from '#storage/rows.ts'

/** What an address has at stake; undefined where it has nothing or where the network has no stakes. */
export type Staker = Extract<ConsensusSummary, { stakers: unknown }>['stakers'][number]

/** The staker with this address, on any network. */
export function stakerOf(consensus: ConsensusSummary | undefined, address: string): Staker | undefined {
  if (!consensus || !('stakers' in consensus)) return undefined
  return consensus.stakers.find(staker => staker.address === address)
}
