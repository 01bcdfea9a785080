import { expect, test } from 'vitest'
import { encodeBody } from '#chain/block/body-codec.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { poaSeal, sealOf } from '#consensus/poa/poa-seal.ts'
import { assert, known } from '#lib/assert.ts'
import type { Network } from '#network/network.ts'
import { checkHeader } from '#node/chain/import/check-header.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { TEST_GENESIS_TIME, testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { createSealedChain, sealingKey } from '#testing/sealed-chain.ts'
import { testPeer } from '#testing/test-peer.ts'
import { fetchBodies } from './fetch-bodies.ts'
import { BODIES_PER_REQUEST } from './limits.ts'

const [boss, thief] = [testAccount(1), testAccount(9)]
const genesis = authorityNetwork({ authorities: [boss], admin: boss })

test('a body is not awaited once the blocks before it show that its producer had no right', async () => {
  const builder = createSealedChain(genesis)
  const clock = createFakeClock(TEST_GENESIS_TIME + 86_400_000)
  const { chain } = await openChain({
    genesis,
    store: createMemoryChainStore(),
    verify: createSignatureVerifier(),
    clock,
  })
  const honest = await builder.extend(builder.genesis, BODIES_PER_REQUEST + 1, { by: [boss] })
  const { header: valid } = known(honest.at(-1), 'last block')
  const draft = assembleHeader({
    ...valid,
    producer: thief.address,
    seal: poaSeal({ ...sealOf(valid), offset: 0, signature: NO_SIGNATURE }),
  })
  const forged = known(await builder.engine.seal(draft, sealingKey(thief), async () => undefined), 'header')
  const headers = [...honest.slice(0, BODIES_PER_REQUEST).map(({ header }) => header), forged]
  const path = headers.map(header => {
    const checked = checkHeader(chain, header)
    assert(checked.type === 'checked', 'the header passed its checks')
    return checked.node
  })

  const penalties: unknown[] = []
  const network: Pick<Network, 'peers' | 'requestBodies' | 'penalise'> = {
    peers: () => [{ peerId: 'evil', state: 'connected' } as never],
    requestBodies: (_peer, ids) =>
      ids.includes(forged.id) ? new Promise(() => {}) : Promise.resolve(ids.map(() => encodeBody([]))),
    penalise: (peerId, code) => penalties.push([peerId, code]),
  }
  const outcomes: string[] = []
  await expect(
    fetchBodies({
      chain,
      network: network as Network,
      path,
      first: testPeer('evil'),
      onArrived: () => {},
      onOutcome: ({ type }) => outcomes.push(type),
    }),
  ).rejects.toMatchObject({ code: 'PEER_REFUSED' })
  expect(outcomes).toEqual(['extended', 'invalid'])
  expect(penalties).toEqual([['evil', 'SEAL_AUTHORITY']])
  expect(chain.tip.header.height).toBe(BODIES_PER_REQUEST)
})
