import { createSignatureVerifier } from '#chain/signature.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import { createNativeVerify } from '#node/verify/native-verify.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'

const BLOCKS = 40
const TRANSFERS = 50
const ROUNDS = 3

/**
 * Transactions per second of an import without network and disk: decoded blocks through every rule into a
 * chain in memory, with signatures checked by the browser and, in turn, by noble alone. Medians.
 */
export async function measureImport(): Promise<{ native: number; noble: number }> {
  const senders = Array.from({ length: TRANSFERS }, (_, i) => testAccount(i + 1))
  const params = testNetwork({}, senders)
  const builder = createChainBuilder(params)
  const blocks: BuiltBlock[] = []
  for (let nonce = 0; nonce < BLOCKS; nonce++) {
    const transfers = senders.map(from =>
      transferOf(params, from, { to: testAccount(0).address, nonce, fee: 1_000n }),
    )
    blocks.push(builder.build(blocks.at(-1) ?? builder.genesis, transfers))
  }

  const rates: Record<'native' | 'noble', number[]> = { native: [], noble: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ['native', 'noble'] as const) {
      const verify = createSignatureVerifier(
        kind === 'native' ? createNativeVerify(crypto.subtle) : undefined,
      )
      const { chain } = await openChain({
        genesis: params,
        store: createMemoryChainStore(),
        verify,
        clock: createSystemClock(),
      })
      const began = performance.now()
      for (let i = 0; i < BLOCKS; i += 20) {
        const { type } = await importBlocks(chain, blocks.slice(i, i + 20))
        if (type !== 'extended') throw new Error(`the benchmark's blocks are ${type}`)
      }
      rates[kind].push((BLOCKS * TRANSFERS) / ((performance.now() - began) / 1000))
    }
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return { native: middle(rates.native), noble: middle(rates.noble) }
}
