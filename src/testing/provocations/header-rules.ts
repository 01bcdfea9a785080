import { encodeBody } from '#chain/block/body-codec.ts'
import type { HeaderFields } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { Height } from '#chain/ids.ts'
import { MAX_SEAL_FIELDS } from '#chain/limits.ts'
import type { RuleCode } from '#chain/rules.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import type { ChainHead, Network, PeerInfo } from '#network/network.ts'
import { Sync } from '#node/follow/sync.ts'
import { EventLog } from '#node/screens/event-log.ts'
import { type BuiltBlock, createChainBuilder, testAccount, testNetwork } from '../chain-builder.ts'
import { type Judge, openJudge } from '../judge.ts'
import { createMemoryChainStore } from '../memory-chain-store.ts'
import { testPeer } from '../test-peer.ts'
import type { Provocation } from './provocation.ts'

const params = testNetwork({ limits: { ...testNetwork().limits, finalityDepth: 2 } })
const chain = createChainBuilder(params)
const other = testAccount(7).address

/** A node's verdict on the first block, changed and sealed again. */
const first =
  (change: Partial<HeaderFields>): Provocation =>
  async () =>
    (await openJudge(params)).block(
      chain.build(chain.genesis, [], { tamper: fields => ({ ...fields, ...change }) }),
    )

async function shapeless(): Promise<string> {
  const { header } = chain.build(chain.genesis)
  const { bytes } = assembleHeader({ ...header, seal: new Array<bigint>(MAX_SEAL_FIELDS + 1).fill(0n) })
  return (await openJudge(params)).bytes(bytes, encodeBody([]))
}

async function onInvalid(): Promise<string> {
  const judge = await openJudge(params)
  const bad = chain.build(chain.genesis, [], {
    tamper: fields => ({ ...fields, stateRoot: chain.genesis.header.receiptRoot as never }),
  })
  await judge.block(bad)
  return judge.block(chain.build(bad))
}

async function belowFinality(): Promise<string> {
  const judge = await openJudge(params)
  await judge.all(chain.extend(chain.genesis, 4))
  return judge.block(chain.build(chain.genesis, [], { producer: other }))
}

/** A peer answers a question for headers with two that have the same parent. */
async function parentUnknown(): Promise<string> {
  const [one, two] = [chain.build(chain.genesis), chain.build(chain.genesis, [], { producer: other })]
  const judge = await openJudge(params)
  return penaltyWhileCatchingUp(judge, [one, two])
}

/** The rule for which a peer is penalised that claims a heavy chain and shows these headers. */
async function penaltyWhileCatchingUp({ chain, clock }: Judge, shown: readonly BuiltBlock[]) {
  const codes: string[] = []
  const { header } = known(shown.at(-1), 'header')
  const head = { height: header.height, tip: header.id, totalWeight: 2n ** 200n }
  const network: Pick<Network, 'peers' | 'requestHeaders' | 'penalise'> = {
    peers: () => [peerWith(head)],
    requestHeaders: async () => shown.map(block => block.header.bytes),
    penalise: (_peer, code) => codes.push(code),
  }
  const sync = new Sync({
    chain,
    network: () => network as Network,
    paused: () => false,
    onOutcome: () => {},
    onUnchecked: () => {},
    onRival: () => {},
    onState: () => {},
    events: new EventLog(createMemoryChainStore(), clock),
  })
  sync.nudge()
  await clock.advance(1000)
  return codes.join()
}

const peerWith = (head: ChainHead): PeerInfo => ({
  peerId: testPeer('peer'),
  direction: 'inbound',
  state: 'connected',
  latencyMs: undefined,
  score: 0,
  head,
  bytesIn: 0,
  bytesOut: 0,
  relayed: false,
  route: 'known',
  since: 0,
})

/** Rules that a header breaks, whatever its seal. */
export const HEADER_RULES = {
  HEADER_SCHEMA: shapeless,
  HEADER_RULES_UNKNOWN: first({ version: 2 }),
  HEADER_OTHER_NETWORK: first({ networkId: networkIdOf(testNetwork({ name: 'Other' })) }),
  HEADER_PARENT_UNKNOWN: parentUnknown,
  HEADER_ON_INVALID: onInvalid,
  HEADER_HEIGHT: first({ height: 2 as Height }),
  HEADER_RULES_VERSION: first({ version: 0 }),
  HEADER_TIMESTAMP_OLD: first({ timestamp: params.timestamp }),
  HEADER_TIMESTAMP_FUTURE: first({ timestamp: (params.timestamp + 10 * 86_400_000) as UnixMs }),
  HEADER_BELOW_FINALITY: belowFinality,
} satisfies Partial<Record<RuleCode, Provocation>>
