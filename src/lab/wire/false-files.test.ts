import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSystemClock } from '#node/start/system-clock.ts'
import { type FileTab, startFileTab } from '#testing/file-tab.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { TEST_NETWORK_ID } from '#testing/network-node.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testCid } from '#testing/test-cid.ts'
import { testId } from '#testing/test-id.ts'
import { until } from '#testing/until.ts'
import { Burner } from './burner.ts'

const signal = new AbortController().signal
const random = createSeededRandom('false files')
const about = { name: 'a.bin', mediaType: '', sizeBytes: 3_000 }
/** The CID of a file that does not exist. */
const CID = testCid('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')

let hub: LinkHub
let alice: FileTab
let burner: Burner
beforeEach(async () => {
  hub = new LinkHub()
  alice = await startFileTab(hub, 1, { recorded: () => [{ cid: CID, ...about }] })
  burner = await Burner.join(
    {
      identitySeed: new Uint8Array(32).fill(9),
      networkId: TEST_NETWORK_ID,
      signaling: [{ host: 'server.test', port: 443, path: '/', secure: true, networkId: TEST_NETWORK_ID }],
      linkPort: hub.page(),
      clock: createSystemClock(),
      random,
      version: '1.0.0',
    },
    { height: 3, tip: testId('ab'), totalWeight: 5n },
    [alice.peerId],
    signal,
  )
})

afterEach(async () => {
  await Promise.all([burner.stop(), alice.close()])
  hub.close()
})

const unrequested = () =>
  alice.reported.filter(({ type, peerId }) => type === 'unrequested' && peerId === burner.peerId)

test('it claims to hold files, and serves other bytes to whoever asks for them', async () => {
  let asked = 0
  const block = () => {
    asked++
    return random.bytes(2_000)
  }
  await burner.serveFiles({ onlySays: false, block })
  await burner.announceHeld([CID])
  await until(() => expect(alice.files.replicas(CID)).toBe(1))
  alice.files.fetch(CID, about).catch(() => {})
  await until(() => expect(unrequested()).toHaveLength(1))
  expect(asked).toBeGreaterThanOrEqual(2)
  expect(alice.files.row(CID)).toMatchObject({ state: 'fetching', storedBytes: 0 })
})

test('it claims to have blocks and sends none, and the file arrives from another peer', async () => {
  const bob = await startFileTab(hub, 2)
  const { cid } = await bob.files.add(
    new Blob([random.bytes(3_000) as Uint8Array<ArrayBuffer>]),
    about,
    signal,
  )
  let asked = 0
  const block = () => {
    asked++
    return random.bytes(2_000)
  }
  await burner.serveFiles({ onlySays: true, block })
  alice.files.fetch(cid, about).catch(() => {})
  await until(() => expect(asked).toBe(1))
  await alice.network.connect(bob.peerId, 'manual')
  await until(() => expect(alice.files.row(cid)?.state).toBe('held'))
  // It answered whether it has the block; it ignored the request for it.
  expect(asked).toBe(1)
  expect(unrequested()).toEqual([])
  await bob.close()
})

test('it sends blocks unasked, until its link is closed', async () => {
  for (let i = 0; i < 3; i++) await burner.pushBlock(alice.peerId, random.bytes(64))
  await until(() => expect(unrequested()).toHaveLength(3))
  await until(() => expect(alice.network.peers()).toEqual([]))
  await burner.pushBlock(alice.peerId, random.bytes(64))
  expect(burner.sent).toBe(3)
})
