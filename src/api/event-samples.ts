import type { EventData, EventType } from './events.ts'

const ID = '00'.repeat(31).concat('2a')
const OTHER_ID = 'ab'.repeat(32)
const PEER = '12D3KooWGxW6tYqYwDgJ1YGB6Yk6mF1xJQ7cQkWfX1YgQn5CqYjE'
const ADDRESS = 'tab1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5793ye'
const FILE_CID = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
const BROKEN = { code: 'SEAL_WORK', message: 'the block hash does not meet its target' }

/**
 * One of every event, with every optional field present, for tests. An event without a sample does not
 * compile.
 */
export const EVENT_SAMPLES = {
  'block-imported': { id: ID, height: 42, blocks: 1, transactions: 3 },
  reorganised: { id: ID, height: 42, reverted: 2, connected: 3, transactions: 4 },
  'block-forked': { id: ID, height: 41, from: PEER },
  'block-rejected': { peerId: PEER, id: ID, height: 43, ...BROKEN },
  'reorganisation-refused': { peerId: PEER, id: ID, height: 43, finalHeight: 40 },
  outdated: { height: 100_000, version: 2 },
  'judging-fault': {
    what: 'block',
    id: ID,
    height: 43,
    step: 'apply',
    message: 'missing journal of a connected block',
    stack: 'BugError: missing journal of a connected block\n    at node.worker.js:1:2',
  },
  'left-behind': { height: 43, blocks: 6 },
  'double-signing': { offender: ADDRESS, first: ID, second: OTHER_ID, txId: ID },
  mined: { id: ID, height: 42, transactions: 1 },
  'mining-fault': { message: 'the kernel did not load' },
  'tx-received': { id: ID, kind: 'transfer', from: PEER },
  'tx-dropped': { id: ID, reason: 'EXPIRED' },
  'peer-joined': { peerId: PEER, route: 'signaling' },
  'peer-left': { peerId: PEER, route: 'signaling', reason: 'heartbeat' },
  'peer-refused': { peerId: PEER, code: 'LINKS_TOO_MANY', message: '16 links are up already' },
  'peer-penalised': { peerId: PEER, penalty: 100, score: -100, ...BROKEN },
  'peer-banned': { peerId: PEER, reason: 'by the user' },
  'link-refused': { peerId: PEER, code: 'LINK_CAP' },
  'link-failed': { peerId: PEER, reason: 'no handshake in time' },
  'link-closed': { peerId: PEER, reason: 'closed by the peer' },
  'introductions-failed': { reason: 'the signaling server answered 503' },
  wake: { reason: 'pageshow' },
  'dial-failed': { peerId: PEER, route: 'known', code: 'DIAL_FAILED', message: 'no answer' },
  rotation: { dropped: PEER, dialled: PEER },
  signaling: {
    status: 'offline',
    server: 'https://a.example/signal/',
    reason: 'the server closed the socket',
  },
  'sync-started': { peerId: PEER, from: 0, to: 42 },
  'sync-headers': { peerId: PEER, checked: 50 },
  'sync-finished': { peerId: PEER, from: 0, to: 42 },
  'sync-failed': { peerId: PEER, reason: 'the peer left' },
  'file-kept': { cid: FILE_CID, name: 'tree.png', sizeBytes: 4_096, from: 'network' },
  'file-unavailable': {
    cid: FILE_CID,
    name: 'tree.png',
    code: 'FILE_UNAVAILABLE',
    message: 'nobody in this network holds it now',
  },
  'file-removed': { cid: FILE_CID, name: 'tree.png', reason: 'room for rarer files' },
  'contracts-suspect': { sources: [ID] },
  'file-source-refused': { source: 'https://gateway.example' },
  'storage-fault': { code: 'STORAGE_FULL', message: 'the disk is full; free some space' },
  'storage-recovered': {},
} satisfies { [Type in EventType]: EventData[Type] }
