import { type GossipsubOpts, StrictNoSign } from '@libp2p/gossipsub'
import { createTopicScoreParams } from '@libp2p/gossipsub/score'
import { digest } from '#chain/hash.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { GOSSIP_SEEN_MS, MAX_GOSSIP_QUEUE_BYTES, MAX_GOSSIP_RPC_BYTES, TARGET_LINKS } from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'

/** Topics carry the network's id, so that nodes of two networks never relay for each other. */
export interface Topics {
  readonly transactions: string
  readonly blocks: string
  readonly files: string
}

export const topicsOf = (networkId: string): Topics => ({
  transactions: `tabchain/${networkId.slice(0, 16)}/transactions`,
  blocks: `tabchain/${networkId.slice(0, 16)}/blocks`,
  files: `tabchain/${networkId.slice(0, 16)}/files`,
})

/**
 * The parameters of gossipsub, with reasons:
 * - messages carry no signature of the peer that publishes (StrictNoSign): transactions and news of files are
 *   signed and blocks are sealed, and a message from two peers must have one id; nobody learns from it where
 *   a payment was made;
 * - the mesh holds all `TARGET_LINKS` links, own messages go to every subscribed peer at once;
 * - scores: invalid messages and `appScore` (scoring.ts) count; expected deliveries are off, because a quiet
 *   topic would punish honest peers, and so is IP colocation, because a whole school class shares one
 *   address;
 * - it never dials: there is no peer exchange and there are no direct peers.
 */
export function gossipParameters(
  topics: Topics,
  appScore: (peerId: PeerId) => number,
): Partial<GossipsubOpts> {
  const names = Object.values(topics)
  return {
    globalSignaturePolicy: StrictNoSign,
    msgIdFn: message => digest(message.data),
    seenTTL: GOSSIP_SEEN_MS,
    ignoreDuplicatePublishError: true,
    allowPublishToZeroTopicPeers: true,
    fallbackToFloodsub: false,
    floodPublish: true,
    doPX: false,
    directPeers: [],
    tagMeshPeers: false,

    D: TARGET_LINKS,
    Dlo: 5,
    Dhi: MAX_LINKS - 4,
    Dout: 2,
    Dscore: 4,
    Dlazy: 4,

    allowedTopics: names,
    maxTopicBytesPerPeer: 16 * 1024,
    maxInboundStreams: 2,
    maxOutboundStreams: 2,
    maxInboundDataLength: MAX_GOSSIP_RPC_BYTES,
    maxOutboundBufferSize: MAX_GOSSIP_QUEUE_BYTES,
    decodeRpcLimits: {
      maxSubscriptions: 16,
      maxMessages: 512,
      maxIhaveMessageIDs: 1_024,
      maxIwantMessageIDs: 1_024,
      maxIdontwantMessageIDs: 512,
      maxControlMessages: 64,
      maxPeerInfos: 0,
    },

    scoreParams: {
      topics: Object.fromEntries(names.map(name => [name, topicScore()])),
      topicScoreCap: 20,
      appSpecificScore: appScore,
      appSpecificWeight: 1,
      IPColocationFactorWeight: 0,
      // A tab in the background may answer late; only repeated broken promises count.
      behaviourPenaltyThreshold: 6,
      behaviourPenaltyWeight: -1,
      behaviourPenaltyDecay: 0.9,
      decayInterval: 10_000,
      retainScore: 600_000,
    },
    scoreThresholds: { gossipThreshold: -20, publishThreshold: -40, graylistThreshold: -80 },
  }
}

const topicScore = () =>
  createTopicScoreParams({
    topicWeight: 1,
    timeInMeshWeight: 0.01,
    timeInMeshQuantum: 1_000,
    timeInMeshCap: 300,
    firstMessageDeliveriesWeight: 0.1,
    firstMessageDeliveriesDecay: 0.9,
    firstMessageDeliveriesCap: 50,
    meshMessageDeliveriesWeight: 0,
    meshFailurePenaltyWeight: 0,
    invalidMessageDeliveriesWeight: -5,
    invalidMessageDeliveriesDecay: 0.9,
  })
