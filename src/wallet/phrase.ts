import { entropyToMnemonic, mnemonicToEntropy, mnemonicToSeedWebcrypto } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { deriveAddressSeed } from './slip10.ts'

/** 128 bits make 12 words. */
export const ENTROPY_BYTES = 16

/** The recovery phrase (BIP-39, English). */
export function phraseFromEntropy(entropy: Uint8Array): string {
  return entropyToMnemonic(entropy, wordlist)
}

/**
 * The entropy that a phrase encodes, however it was typed. The error names a word that is not in the list.
 */
export function entropyFromPhrase(text: string): Result<Uint8Array, Failure<'PHRASE_BAD'>> {
  const words = text.normalize('NFKD').toLowerCase().trim().split(/\s+/)
  if (![12, 15, 18, 21, 24].includes(words.length)) {
    const count = words[0] === '' ? 0 : words.length
    return fail('PHRASE_BAD', `phrase: it has ${count} words; this wallet’s have 12, others 15 to 24`)
  }
  const strange = words.findIndex(word => !wordlist.includes(word))
  if (strange >= 0) {
    const word = words[strange]?.slice(0, 20)
    return fail(
      'PHRASE_BAD',
      `phrase: word ${strange + 1}, "${word}", is not in the list of words; check its spelling`,
    )
  }
  try {
    return ok(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    return fail(
      'PHRASE_BAD',
      'phrase: a word is wrong or in another place, because the last word does not fit the others; check each word',
    )
  }
}

/** The Ed25519 seed of the phrase's address number `index`, from 0. The BIP-39 passphrase is empty. */
export async function addressSeed(entropy: Uint8Array, index: number): Promise<Uint8Array> {
  const bip39Seed = await mnemonicToSeedWebcrypto(phraseFromEntropy(entropy))
  return deriveAddressSeed(bip39Seed, index)
}
