import { expect, test } from 'vitest'
import { filesRoot, transactionsRoot } from '#chain/block/block-roots.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { poaSeal, sealOf } from '#consensus/poa/poa-seal.ts'
import { known } from '#lib/assert.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { TEST_GENESIS_TIME, testAccount, transferOf } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { createSealedChain, sealingKey } from '#testing/sealed-chain.ts'
import { openChain } from '../open-chain.ts'
import { importBlocks } from './import-blocks.ts'

const [boss, other, thief] = [testAccount(1), testAccount(8), testAccount(9)]
/** The admin signs nothing, so that no block becomes final. */
const genesis = authorityNetwork({ authorities: [boss, other], admin: other, rich: [boss] })

test('a stranger’s block is refused before its signatures are checked, and its header forgotten', async () => {
  const builder = createSealedChain(genesis)
  const verify = createSignatureVerifier()
  let verified = 0
  const { chain } = await openChain({
    genesis,
    store: createMemoryChainStore(),
    verify: (...signed) => {
      verified++
      return verify(...signed)
    },
    clock: createFakeClock(TEST_GENESIS_TIME + 86_400_000),
  })
  const main = await builder.extend(builder.genesis, 40, { by: [boss] })
  expect((await importBlocks(chain, main)).type).toBe('extended')

  const transactions = [0, 1, 2].map(nonce => transferOf(genesis, thief, { to: thief.address, nonce }))
  const honest = known(main[4], 'block').header
  const draft = assembleHeader({
    ...honest,
    producer: thief.address,
    txRoot: transactionsRoot(transactions.map(({ id }) => id)),
    fileRoot: filesRoot(transactions),
    seal: poaSeal({ ...sealOf(honest), offset: 0, signature: NO_SIGNATURE }),
  })
  const header = known(await builder.engine.seal(draft, sealingKey(thief), async () => undefined), 'header')
  expect(await importBlocks(chain, [{ header, transactions }])).toMatchObject({
    type: 'invalid',
    violation: { code: 'SEAL_AUTHORITY' },
  })
  expect(verified).toBe(0)
  expect(chain.tree.get(header.id)).toBeUndefined()
})
