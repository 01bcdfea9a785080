import type { CallArgs, CallName, CallResult } from './calls.ts'
import type { EventData, EventType } from './events.ts'
import type { BlockResult, TxResult } from './results.ts'

/**
 * One of everything that crosses the boundary, with every optional field present, for tests. A call or an event without a sample does
 * not compile.
 */
const ID = '00'.repeat(31).concat('2a')
const OTHER_ID = 'ab'.repeat(32)
const PEER = '12D3KooWGxW6tYqYwDgJ1YGB6Yk6mF1xJQ7cQkWfX1YgQn5CqYjE'
const ADDRESS = 'tab1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5793ye'
const TIME = 1_790_000_000_000

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
  timestamp: TIME,
  blockHeight: 42,
  blockId: OTHER_ID,
  receipt: { status: 'applied', fee: 1_000n, gas: 0n, code: '' },
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

const MINING = { mining: true, keepMining: false, threads: 2, hashrate: 1_234_567.8 }

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

const BROKEN = { code: 'SEAL_WORK', message: 'the block hash does not meet its target' }

export const EVENT_SAMPLES = {
  'block-imported': { id: ID, height: 42, blocks: 1, transactions: 3 },
  reorganised: { id: ID, height: 42, reverted: 2, connected: 3, transactions: 4 },
  'block-forked': { id: ID, height: 41, from: PEER },
  'block-rejected': { peerId: PEER, id: ID, height: 43, ...BROKEN },
  mined: { id: ID, height: 42, transactions: 1 },
  'mining-fault': { message: 'the kernel did not load' },
  'tx-received': { id: ID, kind: 'transfer', from: PEER },
  'tx-dropped': { id: ID, reason: 'EXPIRED' },
  'peer-joined': { peerId: PEER, route: 'signaling' },
  'peer-left': { peerId: PEER, route: 'signaling', reason: 'heartbeat' },
  'peer-refused': { peerId: PEER, code: 'TOO_MANY_LINKS', message: '16 links are up already' },
  'peer-penalised': { peerId: PEER, penalty: 100, score: -100, ...BROKEN },
  'peer-banned': { peerId: PEER, reason: 'by the user' },
  'link-refused': { peerId: PEER, code: 'LINK_CAP' },
  'link-failed': { peerId: PEER, reason: 'no handshake in time' },
  'link-closed': { peerId: PEER, reason: 'closed by the peer' },
  'introductions-failed': { reason: 'the signaling server answered 503' },
  wake: { reason: 'pageshow' },
  'dial-failed': { peerId: PEER, route: 'known', code: 'DIAL_FAILED', message: 'no answer' },
  rotation: { dropped: PEER, dialled: PEER },
  signaling: { status: 'offline', reason: 'the server closed the socket' },
  'sync-started': { peerId: PEER, from: 0, to: 42 },
  'sync-headers': { peerId: PEER, checked: 50 },
  'sync-finished': { peerId: PEER, from: 0, to: 42 },
  'sync-failed': { peerId: PEER, reason: 'the peer left' },
  'storage-fault': { code: 'STORAGE_FULL', message: 'the disk is full; free some space' },
  'storage-recovered': {},
} satisfies { [Type in EventType]: EventData[Type] }
