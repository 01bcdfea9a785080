import { expect, test } from 'vitest'
import type { Header } from '#chain/block/header.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import type { EvidencePayload } from '#chain/transaction/transaction.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { TEST_GENESIS_TIME, testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { evidenceAgainst, willSlash } from './evidence-pool.ts'
import { EVIDENCE_LOOKED_AT } from './limits.ts'
import { Mempool } from './mempool.ts'

const reporters = Array.from({ length: EVIDENCE_LOOKED_AT + 2 }, (_, i) => testAccount(10 + i))
const [honest, cheat] = [testAccount(1), testAccount(2)] as const
const genesis = stakeNetwork({
  stakes: [
    [honest, 100n],
    [cheat, 100n],
  ],
  rich: reporters,
})

test('only the best paying waiting evidence is checked, with two signatures each', async () => {
  const { chain } = await openChain({
    genesis,
    store: createMemoryChainStore(),
    verify: createSignatureVerifier(),
    clock: createFakeClock(TEST_GENESIS_TIME),
  })
  const builder = createSealedChain(genesis)
  const { header } = await builder.seal(builder.genesis, [], { by: [cheat] })
  const payload = chain.engine.evidenceOf(header, { ...header, bytes: header.bytes.slice() } as Header)
  const mempool = new Mempool({ engine: chain.engine, limits: genesis.limits, onDropped: () => {} })
  for (const [i, reporter] of reporters.entries()) {
    const tx = transactionOf(genesis, reporter, payload, { nonce: 0, fee: BigInt(10_000 + i) })
    expect(mempool.add(tx, chain.state, chain.clock.now()).ok).toBe(true)
  }

  const looked: EvidencePayload[] = []
  const { checkEvidence } = chain.engine
  Object.assign(chain.engine, {
    checkEvidence: (...args: Parameters<typeof checkEvidence>) => {
      looked.push(args[0])
      return checkEvidence(...args)
    },
  })
  const waiting = evidenceAgainst(mempool, cheat.text)
  expect(waiting.map(({ fee }) => fee)).toEqual(
    waiting.map((_, i) => BigInt(10_000 + reporters.length - 1 - i)),
  )
  expect(willSlash(chain, waiting)).toBe(false)
  expect(looked).toHaveLength(EVIDENCE_LOOKED_AT)
})
