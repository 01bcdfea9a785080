import type { NetworkParameters } from '#api/network-parameters.ts'
import { formatAmount } from '#chain/amount.ts'

/** Numbers of a consensus that may exceed a `number` and are not amounts. */
const COUNTS = new Set(['minHashes'])

/**
 * A network's parameters as plain JSON in the form that `network create` accepts: amounts in coins, gas and
 * hashes as decimal text.
 */
export function plainParameters({ consensus, emission, limits, allocations, ...rest }: NetworkParameters) {
  return {
    ...rest,
    consensus: plainRecord(consensus),
    emission: { ...emission, reward: formatAmount(emission.reward) },
    limits: { ...limits, blockGas: limits.blockGas.toString() },
    allocations: allocations.map(({ address, amount }) => ({ address, amount: formatAmount(amount) })),
  }
}

function plainRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plainField(name, value)]))
}

function plainField(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return COUNTS.has(name) ? value.toString() : formatAmount(value)
  if (Array.isArray(value)) return value.map(item => plainField(name, item))
  return typeof value === 'object' && value !== null ? plainRecord({ ...value }) : value
}
