/** Hashes that a block takes on average: the ids that meet the target are `target + 1` of 2^256. */
export function expectedHashes(target: bigint): number {
  return Number(2n ** 256n / (target + 1n))
}

/** How long one block takes this tab on average, in ms; undefined while its hash rate is not known. */
export function expectedBlockMs(target: bigint, hashesPerSecond: number): number | undefined {
  return hashesPerSecond > 0 ? (1000 * expectedHashes(target)) / hashesPerSecond : undefined
}

/** `chain.target` as the node writes it: hexadecimal, with or without `0x`. Undefined for anything else. */
export function parseTarget(text: string | undefined): bigint | undefined {
  const digits = text?.replace(/^0x/, '') ?? ''
  return /^[0-9a-f]{1,64}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined
}
