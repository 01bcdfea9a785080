import { expect, test } from 'vitest'
import { withLastSealField } from '#chain/block/header-codec.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { openChain } from '../open-chain.ts'
import { checkHeader } from './check-header.ts'

const boss = testAccount(1)
const genesis = authorityNetwork({ authorities: [boss], admin: boss })

test('a header from the future waits only if it is valid otherwise, and is not in the tree meanwhile', async () => {
  const builder = createSealedChain(genesis)
  const from = genesis.timestamp + genesis.limits.futureMs + 60_000
  const { header } = await builder.seal(builder.genesis, [], { by: [boss], from })
  const { chain } = await openChain({
    genesis,
    store: createMemoryChainStore(),
    verify: createSignatureVerifier(),
    clock: createFakeClock(genesis.timestamp),
  })

  expect(checkHeader(chain, withLastSealField(header, NO_SIGNATURE))).toMatchObject({
    type: 'invalid',
    violation: { code: 'SEAL_SIGNATURE' },
  })
  expect(checkHeader(chain, header)).toMatchObject({ type: 'unchecked', code: 'HEADER_TIMESTAMP_FUTURE' })
  expect(chain.tree.get(header.id)).toBeUndefined()
})
