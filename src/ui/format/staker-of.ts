import type { ConsensusSummary } from '#storage/rows.ts'

/** The stake of an address; undefined if it has none or if the network has no stakes. */
export type Staker = Extract<ConsensusSummary, { stakers: unknown }>['stakers'][number]

/** The staker with this address, on any network. */
export function stakerOf(consensus: ConsensusSummary | undefined, address: string): Staker | undefined {
  if (!consensus || !('stakers' in consensus)) return undefined
  return consensus.stakers.find(staker => staker.address === address)
}
