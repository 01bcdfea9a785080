import type { GenesisParameters } from './genesis.ts'

/** The rules that every network begins with. */
export const FIRST_RULES = 1

/** The latest version of the rules that this software knows. */
export const KNOWN_RULES = 1

/** The version of the rules that the block at `height` follows; its header carries it. */
export function rulesVersionAt({ activations }: GenesisParameters, height: number): number {
  return activations.findLast(activation => activation.height <= height)?.version ?? FIRST_RULES
}

/** Blocks from here on follow rules that this software does not know: it can neither make nor judge them. Undefined if there are none. */
export function firstUnknownHeight({ activations }: GenesisParameters): number | undefined {
  return activations.find(activation => activation.version > KNOWN_RULES)?.height
}
