import { addressFromBytes } from '#chain/address.ts'
import type { Header } from '#chain/block/header.ts'
import type { StateReader } from '#chain/state/state-draft.ts'
import { hexToBytes } from '#lib/bytes.ts'
import type { ElectorateAbove } from '../finality/agreement.ts'
import { amountIn } from './amount-steps.ts'
import { sealOf } from './pos-seal.ts'
import type { Slots } from './slots.ts'
import { readStaker, readStakes } from './stakes.ts'

/**
 * The stakes of the final block's epoch, and of each later epoch in which they differ, so that nobody becomes
 * the majority of a lone chain by staking there. Slashed stakes stop counting at once, but remain in the sum,
 * which headers of those epochs claim, so that evidence makes nobody a majority either. `above` are the
 * blocks above the final one, from the tip down.
 */
export function electoratesOf(
  state: StateReader,
  final: Header,
  above: readonly Header[],
  slots: Slots,
): ElectorateAbove[] {
  const { total } = readStakes(state)
  const blocks = [...above, final].reverse().map(header => ({
    height: header.height,
    epoch: slots.epochAt(header.timestamp),
    total: sealOf(header).total,
  }))
  const first = slots.epochAt(final.timestamp)
  const last = blocks.at(-1)?.epoch ?? first
  const epochs = [first, ...total.map(({ from }) => from).filter(from => from > first && from <= last)]
  return epochs.flatMap((epoch, i) => {
    const begin = blocks.find(block => block.epoch >= epoch)
    if (!begin) return []
    const until = epochs[i + 1] ?? Number.POSITIVE_INFINITY
    const claimed = blocks.filter(block => block.epoch >= epoch && block.epoch < until)
    return {
      above: i === 0 ? final.height : begin.height,
      weightOf: voter => amountIn(readStaker(state, addressFromBytes(hexToBytes(voter))).staked, epoch),
      total: greatest([amountIn(total, epoch), ...claimed.map(block => block.total)]),
    }
  })
}

const greatest = (amounts: readonly bigint[]): bigint =>
  amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).at(-1) ?? 0n
