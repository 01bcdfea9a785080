import { assert, known } from '#lib/assert.ts'
import type { QuickJs } from './engine/quickjs.ts'

/** The gas counter of the call in progress, for the host's work on its behalf. */
export interface HostGas {
  readonly left: bigint
  /** The rest of the host's stack, for a nested call. */
  readonly stackSlots: number
  /** Takes gas; where there is not enough, the call ends here, out of gas. */
  spend(amount: bigint): void
}

/** Thrown where a host's work costs more than is left, which ends the call. */
export class OutOfGas extends Error {}

/** The counters of a metered module. */
export const hostGas = ({ gas, height }: QuickJs): HostGas => {
  const counter = known(gas, 'counters of the module')
  return {
    get left() {
      return counter.value
    },
    get stackSlots() {
      return known(height, 'counters of the module').value
    },
    spend(amount) {
      assert(amount >= 0n, 'gas can only be spent')
      if (amount > counter.value) throw new OutOfGas()
      counter.value -= amount
    },
  }
}

/** Takes the price of this many bytes. */
export const spendFor = (gas: HostGas, bytes: number, each: bigint): void => gas.spend(BigInt(bytes) * each)
