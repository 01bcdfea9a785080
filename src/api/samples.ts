import type { CallArgs, CallName, CallResult } from './calls.ts'
import type { ContractStepResult, DraftResult } from './contract-results.ts'
import type { FileResult } from './file-results.ts'
import type { LabAttackInfo, LabAttackResult, LabTraffic } from './lab-results.ts'
import type { NetworkParameters } from './network-parameters.ts'
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

const STEP: ContractStepResult = {
  ok: false,
  value: 30n,
  gas: 210_000n,
  events: [{ source: CONTRACT, name: 'transfer', data: ['30', ADDRESS] }],
  changes: [{ key: `07${OTHER_ID}`, value: null }],
  error: { code: 'CODE_THREW', message: 'too little (line 9)', line: 9 },
}

const DRAFT: DraftResult = { id: 'd1f0c3', name: 'Counter', source: SOURCE, savedAt: TIME }

const TX: TxResult = {
  id: ID,
  kind: 'transfer',
  status: 'confirmed',
  from: ADDRESS,
  to: ADDRESS,
  amount: 12_500_000n,
  feeOffered: 1_000n,
  feePaid: 1_000n,
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
  undoMs: 720_000,
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
  undoMs: 720_000,
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

const LAB_ATTACK: LabAttackInfo = {
  name: 'forged-signature',
  title: 'Forged signature',
  group: 'Payments',
  what: 'Sends a payment that its owner never signed.',
  outcome: 'Every tab drops it, and the attacker loses its links.',
  engines: ['pow', 'pos', 'poa'],
  expects: { rule: 'TX_SIGNATURE', or: ['TX_SCHEMA'], verdict: 'invalid', cutOff: true },
  runnable: true,
}

const LAB_ATTACK_RESULT: LabAttackResult = {
  name: LAB_ATTACK.name,
  sent: 3,
  attacker: PEER,
  expected: LAB_ATTACK.expects,
  verdicts: [
    {
      peerId: PEER,
      rule: 'TX_SIGNATURE',
      verdict: 'invalid',
      cutOff: true,
      score: -50,
      message: 'the signature is another’s',
      ok: true,
    },
  ],
  agreed: true,
  height: 42,
  stateRoot: ID,
  held: true,
  notes: ['one tab is not in the laboratory'],
  milliseconds: 2_100,
}

const LAB_TRAFFIC: LabTraffic = {
  running: true,
  rate: 20,
  sent: 41,
  confirmed: 20,
  waiting: 21,
  lost: 0,
  heldBack: 0,
  problem: 'amount: main has 0; receive coins first',
  propagation: { medianMs: 40, slowestMs: 120 },
  confirmation: { medianMs: 1_100, slowestMs: null },
  samples: [{ time: TIME, sent: 20, confirmed: 20, waiting: 21, propagationMs: 40, confirmationMs: null }],
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
  walletEncrypt: { args: { password: 'four quiet words' }, result: { encrypted: true, locked: false } },
  walletLock: { args: {}, result: { encrypted: true, locked: true } },
  walletUnlock: { args: { password: 'four quiet words' }, result: { encrypted: true, locked: false } },
  walletBackup: { args: { password: 'four quiet words' }, result: { file: BLOB, name: 'wallet.json' } },
  walletRestore: {
    args: { phrase: 'abandon ability', backup: BLOB, password: 'four quiet words' },
    result: [{ name: 'main', address: ADDRESS }],
  },
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
      waiting: { blocks: 2, signers: 3, percent: 71, majority: true },
    },
  },
  authorityChange: {
    args: { action: 'add', address: ADDRESS, from: 'main', fee: 1_000n },
    result: { txId: ID },
  },
  authorityList: {
    args: {},
    result: {
      ...{ admin: ADDRESS, authorities: [ADDRESS], next: ADDRESS, silent: [ADDRESS] },
      waiting: { blocks: 9, signers: 1, voters: 3, percent: 33, majority: false },
    },
  },
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
  folderAdd: {
    args: {
      from: 'main',
      name: 'photos',
      files: [{ path: 'autumn/tree.png', file: BLOB }],
      note: 'in autumn',
      fee: 1_000n,
      record: true,
    },
    result: { cid: FILE_CID, txId: ID, sizeBytes: 3 },
  },
  fileEntry: {
    args: { cid: FILE_CID, path: 'autumn' },
    result: {
      type: 'folder',
      cid: FILE_CID,
      entries: [{ name: 'tree.png', cid: FILE_CID, type: 'file', sizeBytes: 3 }],
      more: false,
    },
  },
  fileGet: { args: { cid: FILE_CID }, result: { blob: BLOB, name: 'tree.png', mediaType: 'image/png' } },
  fileFetch: { args: { cid: FILE_CID }, result: FILE },
  fileRead: {
    args: { cid: FILE_CID, offset: 0, length: 2, path: 'tree.png' },
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
      name: 'Token',
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
      gasLimit: 1_273_000n,
      fee: 1_300n,
      error: { code: 'CODE_THREW', message: 'too little (line 9)', line: 9 },
    },
  },
  contractRehearse: {
    args: {
      from: 'main',
      source: SOURCE,
      address: CONTRACT,
      args: [30n],
      amount: 1_000_000n,
      steps: [
        { from: ADDRESS, method: 'transfer', args: [ADDRESS, 5n], amount: 1_000_000n },
        { method: 'stop' },
      ],
    },
    result: {
      deployment: STEP,
      address: CONTRACT,
      abi: [{ name: 'transfer', parameters: ['to', 'amount'], view: false, payable: true }],
      steps: [STEP],
      state: { supply: 1_000n, owner: ADDRESS },
      maps: { balances: 2 },
      balance: 1_000_000n,
    },
  },
  contractList: {
    args: { after: CONTRACT, limit: 10 },
    result: [{ address: CONTRACT, name: 'Token', creator: ADDRESS, height: 42, methods: 3 }],
  },
  contractMap: {
    args: { address: CONTRACT, map: 'balances', from: 10, limit: 2 },
    result: { count: 12, entries: [{ key: ADDRESS, value: { amount: 30n, at: Uint8Array.of(1, 2) } }] },
  },
  contractEvents: {
    args: { address: CONTRACT, event: 'transfer', indexed: [null, ADDRESS], limit: 10 },
    result: [
      {
        txId: ID,
        blockHeight: 42,
        timestamp: TIME,
        index: 0,
        name: 'transfer',
        data: '30',
        indexed: [ADDRESS, ADDRESS],
      },
    ],
  },
  draftList: { args: {}, result: [DRAFT] },
  draftSave: { args: { id: DRAFT.id, name: DRAFT.name, source: DRAFT.source }, result: DRAFT },
  draftDelete: { args: { id: DRAFT.id }, result: { id: DRAFT.id } },
  contractTrace: {
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
      error: { code: 'CODE_THREW', message: 'too little', line: 9 },
      contract: CONTRACT,
      source: SOURCE,
      method: 'transfer',
      onState: 'before',
      before: { supply: 1_000n, key: Uint8Array.of(1, 2) },
      after: { supply: 970n },
      steps: [
        {
          index: 0,
          contract: CONTRACT,
          line: 8,
          stack: [{ name: 'transfer', line: 8, contract: CONTRACT }],
          locals: [{ name: 'amount', value: '30n' }],
          changes: [{ name: 'supply', before: '1000n', now: null }],
        },
      ],
      ending: [{ name: 'votes[1]', before: null, now: '2' }],
      skipped: 2,
      total: 3,
      stopped: 'STEPS',
      others: [{ contract: CONTRACT, source: SOURCE }],
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
  chainExport: { args: {}, result: { car: BLOB, height: 42, name: 'TAB-42.car' } },
  chainImport: { args: { car: BLOB }, result: { blocks: 43, added: 3, height: 42 } },
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
  config: { args: { key: 'threads', value: '2' }, result: { threads: 2 } },
  doctor: {
    args: {},
    result: { checks: [{ name: 'WebRTC', ok: false, detail: 'missing; use another browser' }] },
  },
  labAttacks: { args: {}, result: [LAB_ATTACK] },
  labAttack: { args: { name: 'forged-signature' }, result: LAB_ATTACK_RESULT },
  labTrafficStart: { args: { rate: 20 }, result: LAB_TRAFFIC },
  labTrafficStop: { args: {}, result: { ...LAB_TRAFFIC, running: false } },
  labStatus: {
    args: {},
    result: { attack: 'forged-signature', observers: [PEER], linked: 2, traffic: LAB_TRAFFIC },
  },
  reset: { args: { keys: true, over: true }, result: { reset: true } },
  terminalLines: { args: { add: 'status --json', clear: true }, result: ['status --json'] },
} satisfies { [Name in CallName]: { args: CallArgs<Name>; result: CallResult<Name> } }
