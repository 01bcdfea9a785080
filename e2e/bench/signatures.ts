import { ed25519 } from '@noble/curves/ed25519.js'
import { createSignatureVerifier } from '../../src/chain/signature.ts'
import { signingBytes } from '../../src/chain/transaction/transaction-codec.ts'
import { createNativeVerify } from '../../src/node/native-verify.ts'
import { testAccount, testNetwork, transferOf } from '../../src/testing/chain-builder.ts'
import { median } from './row.ts'

/** What {@link measureSignatures} saw: signatures checked per second, on one thread. */
export interface SignatureRates {
  /** As a block is checked, each key met for the first time. */
  readonly block: number
  readonly noble: number
  /** The browser's Ed25519 by itself, with messages made before: what no use of it on one thread can exceed. */
  readonly webCrypto: number
}

const TRANSFERS = 1_000
const ROUNDS = 15

/**
 * The signatures of a block of {@link TRANSFERS} transfers by as many senders: all at once, as `check-body.ts` checks them, by `@noble/curves` alone in
 * a plain loop, and by WebCrypto alone. All take turns, so that a busy machine slows all, and medians are compared. It takes about 10 seconds.
 */
export async function measureSignatures(): Promise<SignatureRates> {
  const params = testNetwork()
  const to = testAccount(0).address
  const transfers = Array.from({ length: TRANSFERS }, (_, i) =>
    transferOf(params, testAccount(i + 1), { to, nonce: 0, fee: 1_000n }),
  )
  const messages = transfers.map(tx => new Uint8Array(signingBytes(tx)))

  const contestants = {
    block: async () => {
      const verify = createSignatureVerifier(createNativeVerify(crypto.subtle))
      const verdicts = transfers.map(tx => verify(tx.sender, signingBytes(tx), tx.signature))
      return (await Promise.all(verdicts)).every(good => good)
    },
    noble: async () =>
      transfers.every(tx => ed25519.verify(tx.signature, signingBytes(tx), tx.sender, { zip215: true })),
    webCrypto: async () => {
      const verdicts = transfers.map(async (tx, i) => {
        const key = await crypto.subtle.importKey('raw', Uint8Array.from(tx.sender), 'Ed25519', false, [
          'verify',
        ])
        return crypto.subtle.verify(
          'Ed25519',
          key,
          Uint8Array.from(tx.signature),
          messages[i] ?? new Uint8Array(),
        )
      })
      return (await Promise.all(verdicts)).every(good => good)
    },
  }

  const rates = { block: [] as number[], noble: [] as number[], webCrypto: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['block', 'noble', 'webCrypto'] as const) {
      await new Promise(resolve => setTimeout(resolve))
      const began = performance.now()
      if (!(await contestants[name]())) throw new Error(`the benchmark's signatures are refused by ${name}`)
      rates[name].push((TRANSFERS * 1000) / (performance.now() - began))
    }
  }
  return { block: median(rates.block), noble: median(rates.noble), webCrypto: median(rates.webCrypto) }
}
