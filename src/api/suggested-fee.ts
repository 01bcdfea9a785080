/** What a payment offers when its sender names no fee, base units: the least that nodes relay, which is enough while blocks are not full. */
export const SUGGESTED_FEE = 1_000n
