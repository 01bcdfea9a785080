import { readFileSync } from 'node:fs'
import { TopicValidatorResult } from '@libp2p/gossipsub'
import { peerIdFromString } from '@libp2p/peer-id'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encode } from '#chain/codec.ts'
import { MAX_HEADER_BYTES } from '#chain/limits.ts'
import { known } from '#lib/assert.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode, TEST_NETWORK_ID } from '#testing/network-node.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testId } from '#testing/test-id.ts'
import { until } from '#testing/until.ts'
import { topicsOf } from './gossip-parameters.ts'
import {
  MAX_ANNOUNCED_IDS,
  MAX_BLOCK_MESSAGE_BYTES,
  MAX_CHECKED_BYTES,
  MAX_CHECKED_MESSAGES,
  MAX_TRANSACTION_MESSAGE_BYTES,
} from './limits.ts'
import { WIRE_RULES, type WireRule } from './network.ts'
import type { NetworkOptions } from './network-options.ts'
import { peerIdFromSeed } from './peer-id.ts'
import { encodeAnnouncement } from './protocols/announcement.ts'
import { shakeAsListener, WIRE_VERSION } from './protocols/handshake.ts'
import { readMessage, type Wire } from './protocols/wire.ts'
import { VERDICTS } from './verdicts.ts'

let hub: LinkHub
let nodes: NetworkNode[]

beforeEach(() => {
  hub = new LinkHub()
  nodes = []
})

afterEach(async () => {
  await Promise.all(nodes.map(({ network }) => network.stop()))
  hub.close()
})

/** Two nodes with a link, of which the second breaks a rule. */
async function pair(options?: Partial<NetworkOptions>): Promise<{ honest: NetworkNode; rude: NetworkNode }> {
  const [honest, rude] = [await startNetworkNode(hub, 1, options), await startNetworkNode(hub, 2)]
  nodes.push(honest, rude)
  await rude.network.connect(honest.network.peerId, 'manual')
  await until(() => expect(honest.network.peers()).toMatchObject([{ state: 'connected' }]))
  return { honest, rude }
}

const penalty = ({ handlers }: NetworkNode) =>
  until(() => String(known(handlers.eventsOf('peer-penalised')[0], 'penalty').code))

const never = new AbortController().signal
const unique = () => crypto.getRandomValues(new Uint8Array(40))

/** Asks the rude one for one header, which answers with these. */
async function answered(headers: readonly Uint8Array[]): Promise<string> {
  const { honest, rude } = await pair()
  rude.handlers.serveHeaders = async () => [...headers]
  await expect(honest.network.requestHeaders(rude.network.peerId, [], 1, never)).rejects.toThrow()
  return penalty(honest)
}

async function gossiped(bytes: Uint8Array): Promise<string> {
  const { honest, rude } = await pair()
  await until(async () => expect(await rude.network.publishTransaction(bytes)).toBeGreaterThan(0))
  return penalty(honest)
}

async function flooded(): Promise<string> {
  // time stands still where the questions are counted
  const { honest, rude } = await pair({ clock: createFakeClock() })
  const ask = () => rude.network.requestHeaders(honest.network.peerId, [], 1, never)
  while (honest.handlers.eventsOf('peer-penalised').length === 0) await ask().catch(() => {})
  return penalty(honest)
}

async function ofOtherNetwork(): Promise<string> {
  const [a, b] = [await startNetworkNode(hub, 1), await startNetworkNode(hub, 2, { networkId: testId('cd') })]
  nodes.push(a, b)
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toThrow()
  return String(a.handlers.eventsOf('peer-refused')[0]?.code)
}

async function ofOtherVersion(): Promise<string> {
  const wire: Wire = {
    send: async () => {},
    receive: async reader => readMessage(encode(['ping', WIRE_VERSION + 1, new Uint8Array(8)]), reader, 100),
    end: async () => {},
  }
  const shaken = await shakeAsListener(
    {
      wire,
      info: {
        networkId: testId('ab'),
        agent: '',
        head: { height: 0, tip: testId('00'), totalWeight: 0n },
      },
      random: createSeededRandom(1),
      peersToShare: () => [],
      signal: never,
    },
    () => {},
  )
  return shaken.ok ? 'accepted' : shaken.error.code
}

/** One way to break each rule of the wire. A new one does not compile until it is provoked here. */
const PROVOCATIONS = {
  WIRE_MALFORMED: () => answered([new Uint8Array(MAX_HEADER_BYTES + 1)]),
  WIRE_TOO_LARGE: () => gossiped(new Uint8Array(MAX_TRANSACTION_MESSAGE_BYTES + 1)),
  WIRE_OTHER_NETWORK: ofOtherNetwork,
  WIRE_VERSION: ofOtherVersion,
  WIRE_UNREQUESTED: () => answered([Uint8Array.of(1), Uint8Array.of(2)]),
  WIRE_FLOOD: flooded,
} satisfies Record<WireRule, () => Promise<string>>

test.each(WIRE_RULES)('%s is reported by name when it is broken', async code => {
  expect(await PROVOCATIONS[code]()).toBe(code)
})

test('every rule is on the page, with what breaking it costs', () => {
  const page = readFileSync(new URL('../../docs/protocol-wire.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `(WIRE_\w+)` \|.*\| (\d+)[^|]*\|$/gm)].map(([, code, cost]) => [
    code,
    cost,
  ])
  expect(rows).toEqual(WIRE_RULES.map(code => [code, String(VERDICTS[code].penalty)]))
})

test('messages of a peer whose link has ended leave nobody deaf: the next one of another is checked', async () => {
  const { honest, rude } = await pair()
  await until(async () => expect(await rude.network.publishTransaction(unique())).toBeGreaterThan(0))
  const { transactions } = topicsOf(TEST_NETWORK_ID)
  const validate = honest.libp2p.services.pubsub.topicValidators.get(transactions)
  // What gossipsub had read of a flood when its sender was cut off.
  const gone = peerIdFromString(peerIdFromSeed(new Uint8Array(32).fill(9)))
  const late = Array.from({ length: 2 * MAX_CHECKED_MESSAGES }, () =>
    validate?.(gone, { type: 'unsigned', topic: transactions, data: unique() }),
  )

  const message = unique()
  expect(await rude.network.publishTransaction(message)).toBe(1)
  await until(() => expect(honest.handlers.transactions.map(({ bytes }) => bytes)).toContainEqual(message))
  expect(new Set(await Promise.all(late))).toEqual(new Set([TopicValidatorResult.Ignore]))
})

test('a peer whose messages take long to check takes its own share and nobody else’s, in messages and in bytes', async () => {
  const { honest, rude } = await pair()
  const third = await startNetworkNode(hub, 3)
  nodes.push(third)
  await third.network.connect(honest.network.peerId, 'manual')
  await until(() => expect(honest.network.peers()).toHaveLength(2))
  let release = () => {}
  let checking = 0
  honest.handlers.onBlock = () => {
    checking++
    return new Promise(resolve => {
      const before = release
      release = () => {
        before()
        resolve({ verdict: 'valid' })
      }
    })
  }
  const { blocks } = topicsOf(TEST_NETWORK_ID)
  const send = (from: NetworkNode, ids = 0) =>
    honest.libp2p.services.pubsub.topicValidators.get(blocks)?.(peerIdFromString(from.network.peerId), {
      type: 'unsigned',
      topic: blocks,
      data: encodeAnnouncement({ header: unique(), txIds: Array(ids).fill(testId('00')) }),
    })

  const many = Array.from({ length: MAX_CHECKED_MESSAGES }, () => send(rude))
  await until(() => expect(checking).toBe(MAX_CHECKED_MESSAGES))
  expect(await send(rude)).toBe(TopicValidatorResult.Ignore)
  const fair = send(third)
  await until(() => expect(checking).toBe(MAX_CHECKED_MESSAGES + 1))
  release()
  expect(new Set(await Promise.all([...many, fair]))).toEqual(new Set([TopicValidatorResult.Accept]))

  // Of the largest fewer.
  checking = 0
  const fit = Math.floor(MAX_CHECKED_BYTES / MAX_BLOCK_MESSAGE_BYTES)
  const large = Array.from({ length: fit }, () => send(rude, MAX_ANNOUNCED_IDS))
  await until(() => expect(checking).toBe(fit))
  expect(await send(rude, MAX_ANNOUNCED_IDS)).toBe(TopicValidatorResult.Ignore)
  release()
  await Promise.all(large)
})
