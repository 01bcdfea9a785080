import type { NETWORK_CALLS } from '../calls/networks.ts'
import type { NetworkParameters } from '../network-parameters.ts'
import type { NetworkResult } from '../results.ts'
import type { Samples } from './sample.ts'
import { ADDRESS, ID, OTHER_ID, PEER, TIME } from './values.ts'

const NETWORK: NetworkResult = {
  id: OTHER_ID,
  name: 'Our class',
  symbol: 'OUR',
  consensus: 'poa',
  current: false,
  link: 'https://example.org/?network=tc1abc',
}

const PARAMETERS: NetworkParameters = {
  version: 1,
  timestamp: TIME,
  consensus: { type: 'poa', spacingMs: 3_000, timeoutMs: 16_000, admin: ADDRESS, authorities: [ADDRESS] },
  emission: { reward: 50_000_000n, halvingInterval: 0 },
  limits: {
    blockBytes: 1_048_576,
    blockTransactions: 2_000,
    blockGas: 1_000_000_000n,
    finalityDepth: 100,
    futureMs: 15_000,
  },
  activations: [{ version: 2, height: 100_000 }],
  allocations: [{ address: ADDRESS, amount: 1_000_000n }],
}

export const NETWORK_SAMPLES = {
  networkCreate: {
    args: {
      name: 'Our class',
      symbol: 'OUR',
      consensus: 'poa',
      preset: 'classroom',
      spacingMs: 3_000,
      emptyBlocks: false,
      reward: 50_000_000n,
      halvingInterval: 0,
      blockBytes: 1_048_576,
      blockTransactions: 2_000,
      blockGas: 1_000_000_000n,
      finalityDepth: 100,
      futureMs: 15_000,
      allocations: [{ address: ADDRESS, amount: 1_000_000n }],
      premine: 1_000_000n,
      halflifeMs: 600_000,
      minHashes: 65_536n,
      epochSlots: 60,
      unbondingEpochs: 4,
      minStake: 1_000_000n,
      burnPercent: 50,
      reporterPercent: 10,
      stake: 1_000_000n,
      stakes: [{ address: ADDRESS, amount: 1_000_000n }],
      timeoutMs: 16_000,
      authorities: [ADDRESS],
      activations: [{ version: 2, height: 100_000 }],
    },
    result: NETWORK,
  },
  networkList: { args: {}, result: [NETWORK] },
  networkShow: { args: {}, result: { ...NETWORK, current: true, parameters: PARAMETERS } },
  networkSwitch: { args: { id: OTHER_ID }, result: NETWORK },
  peers: {
    args: {},
    result: [
      {
        peerId: PEER,
        direction: 'outbound',
        relayed: true,
        state: 'connected',
        latencyMs: null,
        score: -1.5,
        height: 41,
        bytesIn: 1_024,
        bytesOut: 2_048,
        route: 'signaling',
        since: TIME,
      },
    ],
  },
  peerConnect: {
    args: { peerId: PEER },
    result: {
      peerId: PEER,
      direction: 'outbound',
      relayed: false,
      state: 'connecting',
      latencyMs: 20,
      score: 0,
      height: null,
      bytesIn: 0,
      bytesOut: 0,
      route: 'manual',
      since: TIME,
    },
  },
  peerDisconnect: { args: { peerId: PEER }, result: { peerId: PEER } },
  peerBan: { args: { peerId: PEER }, result: { peerId: PEER } },
  peerKnown: {
    args: {},
    result: [
      {
        peerId: PEER,
        lastSeen: TIME,
        failures: 2,
        nextTry: TIME + 60_000,
        banned: false,
        failure: 'DIAL_NAMES',
      },
    ],
  },
  invite: {
    args: {},
    result: {
      link: 'https://example.org/?network=tc1abc',
      fullLink: 'https://example.org/?network=tc1abcdef',
      code: 'K7QF2M',
      codeExpires: TIME + 600_000,
      addresses: [
        {
          url: 'https://example.org/',
          link: 'https://example.org/?network=tc1abc',
          fullLink: 'https://example.org/?network=tc1abcdef',
        },
      ],
      reach: 'others',
      notice: null,
    },
  },
  join: {
    args: { link: 'https://example.org/?network=tc1abc' },
    result: {
      networkId: ID,
      name: 'Tabchain',
      peerId: PEER,
      sameNetwork: false,
      link: 'https://example.org/?network=tc1abc',
    },
  },
} satisfies Samples<typeof NETWORK_CALLS>
