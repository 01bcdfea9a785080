import type { CallArgs, CallName, CallResult } from './calls.ts'
import type { FileResult } from './file-results.ts'
import type { NetworkParameters } from './network-request.ts'
import type { BlockResult, MiningResult, NetworkResult, ProvenStatement, TxResult } from './results.ts'

/**
 * One of every call, with every optional field present, for tests. A call without a sample does not compile.
 */
const ID = '00'.repeat(31).concat('2a')
const OTHER_ID = 'ab'.repeat(32)
const PEER = '12D3KooWGxW6tYqYwDgJ1YGB6Yk6mF1xJQ7cQkWfX1YgQn5CqYjE'
const ADDRESS = 'tab1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5793ye'
const TIME = 1_790_000_000_000

const CONTRACT = 'tabc1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5yt3kv'
const SOURCE = 'export default class Counter extends Contract { add(n) { this.state.n = n } }'

const TX: TxResult = {
  id: ID,
  kind: 'transfer',
  status: 'confirmed',
  from: ADDRESS,
  to: ADDRESS,
  amount: 12_500_000n,
  fee: 1_000n,
  nonce: 7,
  memo: 'lunch',
  detail: { note: 'for two' },
  timestamp: TIME,
  blockHeight: 42,
  blockId: OTHER_ID,
  receipt: {
    status: 'applied',
    fee: 1_000n,
    gas: 210n,
    code: '',
    message: 'not yours (line 7)',
    result: '02',
    events: [{ source: 'stake', name: 'staked', data: [ADDRESS, '1000000', '2'] }],
    changes: [
      { key: `00${OTHER_ID}`, value: '821a000f424001' },
      { key: `00${ID}`, value: null },
    ],
  },
  reason: 'none',
}

const BLOCK: BlockResult = {
  id: OTHER_ID,
  cid: 'bafyreib2q3sample',
  height: 42,
  parent: ID,
  timestamp: TIME,
  producer: ADDRESS,
  stateRoot: ID,
  txRoot: ID,
  receiptRoot: ID,
  fileRoot: ID,
  txs: [TX],
  files: [],
  seal: { nonce: '9007199254740993', target: 'ff'.repeat(32) },
  sizeBytes: 812,
  reward: 50_000_000n,
  fees: 1_000n,
  main: true,
}

const MINING: MiningResult = {
  mining: true,
  keepMining: false,
  waiting: 'slot 12 was not won',
  threads: 2,
  hashrate: 1_234_567.8,
}

const IPFS_NODE = '/dns4/ipfs.example/tcp/443/tls/ws/p2p/12D3KooWPA6ax6t3jqTyGq73Zm1RmwppYqxaXzrtarfcTWGp5Wzx'
const FILE_CID = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'

const FILE: FileResult = {
  cid: FILE_CID,
  name: 'tree.png',
  mediaType: 'image/png',
  note: 'in autumn',
  sizeBytes: 4_096,
  author: ADDRESS,
  txId: ID,
  blockHeight: 42,
  recordedAt: TIME,
  state: 'waiting',
  doneBytes: 1_024,
  bytesPerSecond: 0,
  pinned: true,
  replicas: 2,
  problem: { code: 'FILE_UNAVAILABLE', message: 'nobody in this network holds it now' },
}

const BLOB = new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' })

const STATEMENT: ProvenStatement = {
  type: 'file',
  txId: ID,
  cid: FILE_CID,
  name: 'tree.png',
  sizeBytes: 4_096,
  mediaType: 'image/png',
  note: 'in autumn',
  author: ADDRESS,
}

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

const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n'

export const CALL_SAMPLES = {
  status: {
    args: {},
    result: {
      version: '0.1.0',
      network: { id: ID, name: 'Tabchain', symbol: 'TAB', consensus: 'pow' },
      peerId: PEER,
      height: 42,
      tip: OTHER_ID,
      finalHeight: 2,
      stateRoot: ID,
      peers: 3,
      mempool: 1,
      syncing: { state: 'bodies', target: 50 },
      producing: true,
      hashrate: 1_234_567.8,
      clockOffsetMs: -12,
      storage: { usedBytes: 1_000, quotaBytes: 2_000_000, persisted: false },
      verified: 'full',
      profile: 0,
      signaling: 'online',
      fault: { code: 'STORAGE_FULL', message: 'the disk is full; free some space' },
    },
  },
  addressNew: { args: { name: 'spare' }, result: { name: 'spare', address: ADDRESS } },
  addressList: {
    args: {},
    result: [{ name: 'main', address: ADDRESS, balance: 12_500_000n, pending: -1_000n, stake: 0n }],
  },
  addressRename: { args: { name: 'spare', to: 'savings' }, result: { name: 'savings', address: ADDRESS } },
  addressExport: { args: { name: 'main' }, result: { pem: PEM } },
  addressImport: { args: { name: 'old', pem: PEM }, result: { name: 'old', address: ADDRESS } },
  walletPhrase: { args: {}, result: { phrase: 'abandon ability able about above absent' } },
  send: {
    args: { from: 'main', to: ADDRESS, amount: 12_500_000n, fee: 1_000n, memo: 'lunch', nonce: 7 },
    result: { txId: ID },
  },
  stake: { args: { from: 'main', amount: 1_000_000n, fee: 1_000n }, result: { txId: ID } },
  unstake: { args: { from: 'main', amount: 1_000_000n, fee: 1_000n }, result: { txId: ID } },
  stakes: {
    args: {},
    result: {
      slot: 12,
      epoch: 3,
      epochEnds: TIME,
      counted: 2_000_000n,
      stakers: [
        {
          address: ADDRESS,
          staked: 2_000_000n,
          counted: 1_000_000n,
          unbonding: [{ amount: 500_000n, releaseAt: TIME }],
        },
      ],
    },
  },
  authorityChange: {
    args: { action: 'add', address: ADDRESS, from: 'main', fee: 1_000n },
    result: { txId: ID },
  },
  authorityList: { args: {}, result: { admin: ADDRESS, authorities: [ADDRESS], next: ADDRESS } },
  fileRecord: {
    args: {
      from: 'main',
      cid: FILE_CID,
      name: 'tree.png',
      sizeBytes: 4_096,
      mediaType: 'image/png',
      note: 'in autumn',
      fee: 1_000n,
    },
    result: { txId: ID },
  },
  fileAdd: {
    args: {
      from: 'main',
      file: BLOB,
      name: 'tree.png',
      mediaType: 'image/png',
      note: 'in autumn',
      fee: 1_000n,
      record: true,
    },
    result: { cid: FILE_CID, txId: ID, sizeBytes: 3 },
  },
  fileAddFolder: {
    args: {
      from: 'main',
      files: [{ path: 'trees/oak.png', file: BLOB }],
      name: 'autumn',
      note: 'in autumn',
      fee: 1_000n,
      record: true,
    },
    result: { cid: FILE_CID, txId: ID, sizeBytes: 3 },
  },
  fileFolder: {
    args: { cid: FILE_CID, path: 'trees' },
    result: [{ name: 'oak.png', cid: FILE_CID, sizeBytes: 3, folder: false }],
  },
  fileGet: { args: { cid: FILE_CID }, result: { blob: BLOB, name: 'tree.png', mediaType: 'image/png' } },
  fileFetch: { args: { cid: FILE_CID }, result: FILE },
  fileRead: {
    args: { cid: FILE_CID, offset: 0, length: 2, path: 'trees/oak.png' },
    result: { bytes: Uint8Array.of(1, 2), sizeBytes: 3 },
  },
  fileList: { args: { limit: 20 }, result: [FILE] },
  fileShow: { args: { cid: FILE_CID }, result: FILE },
  filePin: { args: { cid: FILE_CID, pinned: true }, result: FILE },
  fileDrop: { args: { cid: FILE_CID }, result: { cid: FILE_CID, freedBytes: 4_096 } },
  fileProviders: {
    args: { cid: FILE_CID },
    result: [{ peerId: PEER, self: false, linked: true, now: true, lastSeen: TIME }],
  },
  fileQuota: {
    args: { bytes: 1_000_000 },
    result: { quotaBytes: 1_000_000, usedBytes: 4_096, pinnedBytes: 0, files: 1, replicas: 3 },
  },
  fileExport: { args: { cid: FILE_CID }, result: { car: BLOB, name: 'tree.png.car' } },
  fileImport: {
    args: { car: BLOB, name: 'tree.png', mediaType: 'image/png' },
    result: { cid: FILE_CID, sizeBytes: 3 },
  },
  filePublic: {
    args: {
      on: true,
      gateways: ['https://gateway.example'],
      routers: ['https://routing.example'],
      peers: [IPFS_NODE],
    },
    result: {
      on: true,
      gateways: ['https://gateway.example'],
      routers: ['https://routing.example'],
      peers: [IPFS_NODE],
      reached: [],
    },
  },
  contractTemplates: {
    args: {},
    result: [{ name: 'poll', title: 'Poll', summary: 'One vote each.', source: 'export default class …' }],
  },
  contractDeploy: {
    args: {
      from: 'main',
      source: SOURCE,
      args: [1, 'two', 30n],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
    },
    result: { txId: ID, address: CONTRACT },
  },
  contractCall: {
    args: {
      from: 'main',
      address: CONTRACT,
      method: 'transfer',
      args: [ADDRESS, 30n, Uint8Array.of(0, 255), { deep: [null, true, -1] }],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
      expected: ID,
    },
    result: { txId: ID },
  },
  contractView: {
    args: { address: CONTRACT, method: 'balanceOf', args: [ADDRESS], from: 'main' },
    result: { value: { amount: 30n, tags: ['a', null, true, 7], key: Uint8Array.of(1, 2) }, gas: 210_000n },
  },
  contractShow: {
    args: { address: CONTRACT },
    result: {
      address: CONTRACT,
      creator: ADDRESS,
      height: 42,
      abi: [{ name: 'transfer', parameters: ['to', 'amount'], view: false, payable: true }],
      state: { supply: 1_000n, owner: ADDRESS },
      maps: { balances: 2 },
      code: SOURCE,
      balance: 1_000_000n,
    },
  },
  contractSimulate: {
    args: {
      from: 'main',
      address: CONTRACT,
      method: 'transfer',
      source: SOURCE,
      args: [30n],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
    },
    result: {
      ok: false,
      value: 30n,
      gas: 210_000n,
      events: [{ source: CONTRACT, name: 'transfer', data: ['30', ADDRESS] }],
      changes: [{ key: `07${OTHER_ID}`, value: null }],
      expected: ID,
      error: { code: 'CODE_THREW', message: 'too little (line 9)' },
    },
  },
  chainProof: {
    args: { of: ID, event: 0 },
    result: { statement: STATEMENT, header: { id: OTHER_ID, height: 42, bytes: '8b01' }, proof: '8801' },
  },
  chainCheck: {
    args: { proof: '8801', header: OTHER_ID },
    result: { holds: true, statement: STATEMENT, reason: 'none' },
  },
  chainVerify: { args: {}, result: { height: 42, blocks: 43, transactions: 7 } },
  chainForks: {
    args: {},
    result: [
      { tip: OTHER_ID, height: 42, totalWeight: 2n ** 70n, main: true, forkHeight: 42, invalid: false },
    ],
  },
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
  tx: { args: { id: ID }, result: TX },
  block: { args: { at: '42' }, result: BLOCK },
  blocks: {
    args: { from: 40, limit: 5 },
    result: [{ id: OTHER_ID, height: 42, timestamp: TIME, producer: ADDRESS, txs: 1, sizeBytes: 812 }],
  },
  mempool: { args: {}, result: { count: 1, bytes: 210, txs: [{ ...TX, status: 'pending' }] } },
  history: { args: { address: ADDRESS, limit: 20 }, result: [TX] },
  mineStart: { args: { threads: 2, keepMining: true }, result: MINING },
  mineStop: { args: {}, result: { ...MINING, mining: false } },
  mineOnce: { args: {}, result: BLOCK },
  peers: {
    args: {},
    result: [
      {
        peerId: PEER,
        direction: 'outbound',
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
    result: [{ peerId: PEER, lastSeen: TIME, failures: 2, nextTry: TIME + 60_000, banned: false }],
  },
  invite: { args: {}, result: { link: 'https://example.org/?network=tc1abc' } },
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
  events: {
    args: { limit: 10 },
    result: [{ seq: 1, time: TIME, type: 'mined', data: { id: OTHER_ID, height: 42, transactions: 1 } }],
  },
  doctor: {
    args: {},
    result: { checks: [{ name: 'WebRTC', ok: false, detail: 'missing; use another browser' }] },
  },
  reset: { args: { keys: true }, result: { reset: true } },
} satisfies { [Name in CallName]: { args: CallArgs<Name>; result: CallResult<Name> } }
