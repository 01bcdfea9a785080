import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBody } from '#chain/block/body-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { hashFromBytes } from '#chain/hash.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { assembleTransaction, decodeTransaction, signedBytes } from '#chain/transaction/transaction-codec.ts'
import { concatBytes } from '#lib/bytes.ts'
import type { NetworkHandlers } from '#network/network.ts'
import { networkHandlers } from '#node/follow/network-handlers.ts'
import { packTransaction } from '#node/pool/transaction-message.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { type BuiltBlock, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { deployPayload, invokePayload } from '#testing/contract-world.ts'
import { effort } from '#testing/effort.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createFakeContractRuntime } from '#testing/fake-contract-runtime.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { testCid } from '#testing/test-cid.ts'
import { testId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import { TestTab } from '#testing/test-tab.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { twistedBytes } from '#testing/twisted-bytes.ts'

/** Whatever bytes a stranger sends, every handler answers, and no assertion fails. */

const [me, other] = [testAccount(1), testAccount(2)]
const NETWORKS: Record<string, GenesisParameters> = {
  'proof of work': testNetwork({}, [me, other]),
  'proof of stake': stakeNetwork({
    stakes: [
      [me, 100n],
      [other, 100n],
    ],
    rich: [me, other],
  }),
  'proof of authority': authorityNetwork({ authorities: [me, other], admin: me, rich: [me, other] }),
}
const RUNS = effort(150, 20_000)

const payloads = (evidence: BuiltBlock): Payload[] => [
  { kind: 'transfer', to: other.address, amount: 1n as never, memo: 'for you' },
  { kind: 'stake', amount: 10n as never },
  { kind: 'unstake', amount: 10n as never },
  { kind: 'evidence', first: evidence.header.bytes, second: evidence.header.bytes },
  { kind: 'authority', action: 'add', address: other.address },
  deployPayload('Counter', [1n]),
  invokePayload(other.address, 'add', [1n]),
]

/** A tab, valid items of its network, and the bugs that it reports. */
async function world(genesis: GenesisParameters) {
  const chain = createSealedChain(genesis)
  const blocks = await chain.extend(chain.genesis, 4, { by: [me, other] })
  const last = blocks.at(-1) as BuiltBlock
  const clock = createFakeClock(last.header.timestamp + 1_000)
  const random = createSeededRandom('doors')
  const hub = new MemoryHub({ clock, random })
  const contracts = createFakeContractRuntime()
  const tab = new TestTab(1, { genesis, hub, clock, random, contracts })
  await tab.open()
  tab.node.producer.choose({ on: false, keepMining: false })
  const bugs: unknown[] = []
  tab.node.events.subscribe(({ type, data }) => {
    if (type === 'judging-fault') bugs.push(data)
  })
  const txs = payloads(last).map((payload, nonce) =>
    transactionOf(genesis, me, payload, { nonce, fee: 100_000n }),
  )
  return { tab, clock, hub, blocks, txs, bugs, doors: networkHandlers(tab.node) }
}

/** Signs a readable transaction again, so that it passes the signature check. */
function signedAnew(bytes: Uint8Array): Uint8Array {
  const tx = decodeTransaction(bytes)
  if (!tx.ok) return bytes
  const { id: _, bytes: __, signature: ___, ...unsigned } = { ...tx.value, sender: me.address }
  const draft: Transaction = assembleTransaction(unsigned, new Uint8Array(64))
  return concatBytes(draft.bytes.subarray(0, -64), ed25519.sign(signedBytes(draft), me.secretKey))
}

const VERDICTS = ['valid', 'invalid', 'unchecked']

describe.each(Object.entries(NETWORKS))('%s', (_, genesis) => {
  test('transactions', async () => {
    const { tab, txs, bugs, doors } = await world(genesis)
    const twisted = twistedBytes(txs.map(({ bytes }) => bytes))
    const message = fc.oneof(
      twistedBytes([packTransaction(1, txs[0]?.bytes ?? new Uint8Array())]),
      twisted.map(bytes => packTransaction(1, bytes)),
      twisted.map(bytes => packTransaction(1, signedAnew(bytes))),
    )
    await fc.assert(
      fc.asyncProperty(message, async bytes => {
        expect(VERDICTS).toContain((await doors.onTransaction(bytes, testPeer('tab-9'))).verdict)
      }),
      { numRuns: RUNS },
    )
    expect(bugs).toEqual([])
    await tab.close()
  })

  test('announcements of blocks', async () => {
    const { tab, blocks, bugs, doors } = await world(genesis)
    const header = twistedBytes(blocks.map(block => block.header.bytes))
    const ids = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hashFromBytes<TxId>), {
      maxLength: 3,
    })
    await fc.assert(
      fc.asyncProperty(header, ids, async (header, txIds) => {
        expect(VERDICTS).toContain((await doors.onBlock({ header, txIds }, testPeer('tab-9'))).verdict)
      }),
      { numRuns: RUNS },
    )
    expect(bugs).toEqual([])
    await tab.close()
  })

  test('questions and news', async () => {
    const { tab, blocks, bugs, doors } = await world(genesis)
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(...blocks.map(({ header }) => header.id)),
    )
    const texts = fc.array(text, { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 0, max: 512 }), async (ids, limit) => {
        expect(await doors.serveHeaders(ids as BlockId[], limit)).toBeInstanceOf(Array)
        expect(await doors.serveBodies(ids as BlockId[])).toHaveLength(ids.length)
        const cids = ids.map(testCid)
        doors.onFileNews(testPeer(ids[0] ?? ''), { held: cids, fetching: cids, dropped: cids })
      }),
      { numRuns: RUNS },
    )
    expect(bugs).toEqual([])
    await tab.close()
  })

  test('answers of peers that claim to be ahead', async () => {
    const { tab, clock, hub, blocks, txs, bugs } = await world(genesis)
    const good = blocks.map(({ header }) => header.bytes)
    const headers = fc.oneof(fc.constant(good), fc.array(twistedBytes(good), { maxLength: 4 }))
    const bodies = fc.array(
      twistedBytes([encodeBody([]), encodeBody(txs), ...txs.map(tx => encodeBody([tx]))]),
      {
        maxLength: 4,
      },
    )
    let liars = 0
    let asked = 0
    await fc.assert(
      fc.asyncProperty(headers, bodies, async (headers, bodies) => {
        const liar = hub.create(`liar-${++liars}`, {
          head: () => ({ height: 1_000, tip: testId('0a'), totalWeight: 2n ** 70n }),
          serveHeaders: async () => headers,
          serveBodies: async () => {
            asked++
            return bodies
          },
          onPeer: () => {},
          onEvent: () => {},
          onSignaling: () => {},
          servePool: async () => bodies,
          onStem: () => {},
        } as Partial<NetworkHandlers> as NetworkHandlers)
        await liar.start()
        await clock.advance(1_000)
        await liar.stop()
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    )
    expect(asked).toBeGreaterThan(0)
    expect(bugs).toEqual([])
    await tab.close()
  })
})
