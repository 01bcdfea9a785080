import type { GenesisParameters } from './genesis.ts'

/** The rules of the first block of every network. */
export const FIRST_RULES = 1

/** The latest version of the rules that this software knows. */
export const KNOWN_RULES = 1

/** The version of the rules that the block at `height` follows; its header carries it. */
export function rulesVersionAt({ activations }: GenesisParameters, height: number): number {
  return activations.findLast(activation => activation.height <= height)?.version ?? FIRST_RULES
}

/**
 * The height from which on blocks follow rules that this software does not know, so that it can neither make
 * nor judge them; undefined if there is none.
 */
export function firstUnknownHeight({ activations }: GenesisParameters): number | undefined {
  return activations.find(activation => activation.version > KNOWN_RULES)?.height
}
