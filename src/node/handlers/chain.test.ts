import { beforeEach, describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { withLastSealField } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { known } from '#lib/assert.ts'
import { VERIFY_ROWS } from '#node/archive/limits.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import type { MemoryChainStore } from '#testing/memory-chain-store.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { testId } from '#testing/test-id.ts'

const me = testAccount(1)
const other = testAccount(2)

const NETWORKS: Record<string, GenesisParameters> = {
  'proof of work': testNetwork({}, [me]),
  'proof of stake': stakeNetwork({ stakes: [[me, 100n]], rich: [me] }),
  'proof of authority': authorityNetwork({ authorities: [me], admin: me, rich: [me] }),
}

const pay = async ({ api }: SingleTab) => {
  const sent = await api.send({ from: 'main', to: other.text, amount: COIN })
  if (!sent.ok) throw new Error(sent.error.message)
}
const diskOf = ({ node }: SingleTab) => (node.chain.store as MemoryChainStore).disk

describe.each(Object.entries(NETWORKS))('the whole chain of %s', (_, genesis) => {
  let single: SingleTab
  beforeEach(async () => {
    single = await openSingleTab(genesis)
    for (let i = 0; i < 3; i++) {
      await pay(single)
      await single.mine()
    }
  })
  const verify = (signal?: AbortSignal) => single.api.chainVerify({}, signal)
  const idAt = (height: number) => known(diskOf(single).main[height], 'a block')

  test('is valid, and the check changes nothing', async () => {
    const { chain } = single.node
    const before = [chain.tip, chain.state, chain.recent.get(chain.tip.header.id)]
    expect(await verify()).toEqual({ ok: true, value: { height: 3, blocks: 4, transactions: 3 } })
    expect([chain.tip, chain.state, chain.recent.get(chain.tip.header.id)]).toEqual(before)
    expect(chain.state).toBe(before[1])
  })

  test('for a wrong body the failure names height and rule', async () => {
    const disk = diskOf(single)
    const [second, third] = [idAt(2), idAt(3)]
    disk.bodies.set(second, { ...known(disk.bodies.get(third), 'a body'), id: second })
    expect(await verify()).toMatchObject({
      ok: false,
      error: { code: 'BLOCK_TX_ROOT', message: expect.stringMatching(/^height 2: .*reset/) },
    })
    disk.bodies.delete(second)
    expect(await verify()).toMatchObject({ error: { code: 'BODY_MISSING' } })
  })

  test('a wrong header and a header without a right are found', async () => {
    const { blocks } = diskOf(single)
    const row = known(blocks.get(idAt(2)), 'a row')
    blocks.set(row.id, { ...row, header: known(blocks.get(idAt(3)), 'a row').header })
    expect(await verify()).toMatchObject({
      error: { code: 'HEADER_OTHER', message: expect.stringMatching(/^height 2: /) },
    })
    blocks.set(row.id, { ...row, header: row.header.slice(1) })
    expect(await verify()).toMatchObject({ error: { code: expect.stringMatching(/^ENCODING_/) } })
    blocks.set(row.id, { ...row, parent: idAt(0) })
    expect(await verify()).toMatchObject({ error: { code: 'HEADER_PARENT_UNKNOWN' } })
  })

  test('a changed seal is found', async () => {
    const disk = diskOf(single)
    const { header } = single.node.chain.tip
    const row = known(disk.blocks.get(header.id), 'a row')
    const last = header.seal.at(-1)
    if (!(last instanceof Uint8Array)) throw new Error('a seal ends in bytes')
    // One byte longer, so that the nonce cannot be valid by chance.
    const forged = withLastSealField(header, Uint8Array.from([...last, 1]))
    disk.blocks.delete(header.id)
    disk.blocks.set(forged.id, { ...row, id: forged.id, header: forged.bytes })
    disk.bodies.set(forged.id, { id: forged.id, body: known(disk.bodies.get(header.id), 'a body').body })
    disk.main[3] = forged.id
    expect(await verify()).toMatchObject({
      error: { code: 'SEAL_SCHEMA', message: expect.stringMatching(/^height 3: /) },
    })
  })

  test('another genesis is reported at once', async () => {
    const disk = diskOf(single)
    disk.main[0] = idAt(1)
    expect(await verify()).toMatchObject({ error: { code: 'GENESIS_OTHER' } })
  })

  test('a reorg meanwhile is not reported as damage', async () => {
    const { blocks } = diskOf(single)
    const [second, third] = [known(blocks.get(idAt(2)), 'a row'), known(blocks.get(idAt(3)), 'a row')]
    blocks.set(second.id, { ...second, main: 0 })
    blocks.set(third.id, { ...third, parent: testId('ab') })
    expect(await verify()).toMatchObject({
      error: { code: 'CHAIN_MOVED', message: expect.stringContaining('run it again') },
    })
  })

  test('it can be stopped', async () => {
    const controller = new AbortController()
    const verdict = verify(controller.signal)
    controller.abort()
    expect(await verdict).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  })
})

describe('signatures and forks', () => {
  test('a chain of several pages is valid too', async () => {
    const genesis = testNetwork()
    const { api, node, clock } = await openSingleTab(genesis)
    const builder = createChainBuilder(genesis)
    const blocks = builder.extend(builder.genesis, VERIFY_ROWS + 1)
    await clock.advance(genesis.consensus.spacingMs * blocks.length)
    expect(await importBlocks(node.chain, blocks)).toMatchObject({ type: 'extended' })
    expect(await api.chainVerify({})).toMatchObject({ ok: true, value: { blocks: VERIFY_ROWS + 2 } })
  })

  test('a wrong signature is found', async () => {
    const genesis = testNetwork({}, [me, other])
    const single = await openSingleTab(genesis)
    const builder = createChainBuilder(genesis)
    const honest = transferOf(genesis, me, { to: other.address, nonce: 0 })
    const { signature } = transferOf(genesis, me, { to: other.address, nonce: 1 })
    const forged = assembleTransaction(honest, signature)
    const block = builder.build(builder.genesis, [forged])
    expect(await importBlocks(single.node.chain, [block])).toMatchObject({
      type: 'invalid',
      violation: { code: 'TX_SIGNATURE' },
    })
    // As if an older version had let it in.
    const disk = diskOf(single)
    const { header } = block
    const row = known(disk.blocks.get(known(disk.main[0], 'genesis')), 'a row')
    disk.blocks.set(header.id, {
      ...row,
      id: header.id,
      height: 1,
      parent: header.parent,
      header: header.bytes,
    })
    disk.bodies.set(header.id, { id: header.id, body: encodeBody([forged]) })
    disk.main[1] = header.id
    expect(await single.api.chainVerify({})).toMatchObject({
      error: { code: 'TX_SIGNATURE', message: expect.stringMatching(/^height 1: /) },
    })
  })

  test('the known tips are listed: the main one first, then the heaviest', async () => {
    const genesis = testNetwork()
    const { api, node, clock } = await openSingleTab(genesis)
    await clock.advance(60_000)
    const builder = createChainBuilder(genesis)
    const main = builder.extend(builder.genesis, 5, { producer: me.address })
    const long = builder.extend(known(main[1], 'block 2'), 2, { producer: other.address })
    const short = builder.extend(known(main[2], 'block 3'), 1, { producer: testAccount(3).address })
    for (const blocks of [main, short, long]) await importBlocks(node.chain, blocks)

    const forks = await api.chainForks({})
    if (!forks.ok) throw new Error(forks.error.message)
    expect(forks.value).toMatchObject([
      { tip: main[4]?.header.id, height: 5, main: true, forkHeight: 5, invalid: false },
      { height: 4, main: false, invalid: false },
      { height: 4, main: false, invalid: false },
    ])
    expect(
      forks.value
        .slice(1)
        .map(({ tip, forkHeight }) => [tip, forkHeight])
        .toSorted(),
    ).toEqual(
      [
        [short[0]?.header.id, 3],
        [long[1]?.header.id, 2],
      ].toSorted(),
    )
    const [first, second] = forks.value
    expect(first && second && first.totalWeight > second.totalWeight).toBe(true)
  })
})
