import { ed25519 } from '@noble/curves/ed25519.js'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { batchOf, createSignatureVerifier } from '#chain/signature.ts'
import { checkTransactions } from '#chain/transaction/check-transaction.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { signedBytes } from '#chain/transaction/transaction-codec.ts'
import { createTurn } from '#node/verify/create-turn.ts'
import { createNativeVerify } from '#node/verify/native-verify.ts'
import { rememberVerified } from '#node/verify/remember-verified.ts'
import { spawnVerifyWorker } from '#node/verify/spawn-verify-worker.ts'
import { spreadVerify } from '#node/verify/spread-verify.ts'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { median } from './row.ts'

/** The result of {@link measureSignatures}: signatures checked per second. */
export interface SignatureRates {
  /** As the node checks those of a block, on its thread and helpers. */
  readonly block: number
  /** The same on one thread. */
  readonly thread: number
  readonly noble: number
  /** The browser's Ed25519 by itself, with messages made before: the upper limit for one thread. */
  readonly webCrypto: number
}

const TRANSFERS = 1_000
const ROUNDS = 11

/**
 * The signatures of a block of {@link TRANSFERS} transfers by as many senders: as `check-body.ts` and the
 * node check them, with helpers and without, by `@noble/curves` alone in a plain loop, and by WebCrypto
 * alone. All take turns, so that a busy machine slows all, and medians are compared. Each round has a block
 * whose senders no thread has met. It takes about 15 seconds.
 */
export async function measureSignatures(): Promise<SignatureRates> {
  const params = testNetwork()
  const rules = { genesis: params, networkId: networkIdOf(params), engine: createChainBuilder(params).engine }
  const here = () => createSignatureVerifier(createNativeVerify(crypto.subtle))
  const spread = spreadVerify({
    here: here(),
    spawn: spawnVerifyWorker,
    maxHelpers: navigator.hardwareConcurrency - 1,
    turn: createTurn(),
  })
  const contestants = {
    block: async (transfers: Transaction[]) =>
      (await checkTransactions(transfers, rules, rememberVerified(spread))).ok,
    thread: async (transfers: Transaction[]) =>
      (await checkTransactions(transfers, rules, rememberVerified(batchOf(here())))).ok,
    noble: async (transfers: Transaction[]) =>
      transfers.every(tx => ed25519.verify(tx.signature, signedBytes(tx), tx.sender, { zip215: true })),
    webCrypto,
  }
  const names = Object.keys(contestants) as (keyof typeof contestants)[]

  const rates = {
    block: [] as number[],
    thread: [] as number[],
    noble: [] as number[],
    webCrypto: [] as number[],
  }
  for (let round = 0; round <= ROUNDS; round++) {
    const transfers = Array.from({ length: TRANSFERS }, (_, i) =>
      transferOf(params, testAccount(round * TRANSFERS + i + 1), { to: testAccount(0).address, nonce: 0 }),
    )
    for (const name of names) {
      await new Promise(resolve => setTimeout(resolve))
      const began = performance.now()
      if (!(await contestants[name](transfers)))
        throw new Error(`the benchmark's signatures are refused by ${name}`)
      // The helpers start with the first large batch, which does not count.
      if (round > 0) rates[name].push((TRANSFERS * 1000) / (performance.now() - began))
    }
  }
  return {
    block: median(rates.block),
    thread: median(rates.thread),
    noble: median(rates.noble),
    webCrypto: median(rates.webCrypto),
  }
}

async function webCrypto(transfers: Transaction[]): Promise<boolean> {
  const checks = transfers.map(async tx => {
    const key = await crypto.subtle.importKey('raw', Uint8Array.from(tx.sender), 'Ed25519', false, ['verify'])
    return crypto.subtle.verify(
      'Ed25519',
      key,
      Uint8Array.from(tx.signature),
      new Uint8Array(signedBytes(tx)),
    )
  })
  return (await Promise.all(checks)).every(good => good)
}
