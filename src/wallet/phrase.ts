import { entropyToMnemonic, mnemonicToSeedWebcrypto } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { deriveAddressSeed } from './slip10.ts'

/** 128 bits make 12 words. */
export const ENTROPY_BYTES = 16

/** The recovery phrase (BIP-39, English). */
export function phraseFromEntropy(entropy: Uint8Array): string {
  return entropyToMnemonic(entropy, wordlist)
}

/** The Ed25519 seed of the phrase's address number `index`, from 0. The BIP-39 passphrase is empty. */
export async function addressSeed(entropy: Uint8Array, index: number): Promise<Uint8Array> {
  const bip39Seed = await mnemonicToSeedWebcrypto(phraseFromEntropy(entropy))
  return deriveAddressSeed(bip39Seed, index)
}
