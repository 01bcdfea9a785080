import type { CHAIN_CALLS } from '../calls/chain.ts'
import type { BlockResult, MiningResult, ProvenStatement, TxResult } from '../results.ts'
import type { Samples } from './sample.ts'
import { ADDRESS, BLOB, FILE_CID, ID, OTHER_ID, TIME } from './values.ts'

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

export const CHAIN_SAMPLES = {
  tx: { args: { id: ID }, result: TX },
  block: { args: { at: '42' }, result: BLOCK },
  blocks: {
    args: { from: 40, limit: 5 },
    result: [{ id: OTHER_ID, height: 42, timestamp: TIME, producer: ADDRESS, txs: 1, sizeBytes: 812 }],
  },
  mempool: { args: {}, result: { count: 1, bytes: 210, txs: [{ ...TX, status: 'pending' }] } },
  history: { args: { address: ADDRESS, limit: 20 }, result: [TX] },
  chainProof: {
    args: { of: ID, event: 0 },
    result: { statement: STATEMENT, header: { id: OTHER_ID, height: 42, bytes: '8b01' }, proof: '8801' },
  },
  chainCheck: {
    args: { proof: '8801', header: OTHER_ID },
    result: { holds: true, statement: STATEMENT, reason: 'none' },
  },
  chainVerify: { args: {}, result: { height: 42, blocks: 43, transactions: 7 } },
  chainExport: { args: {}, result: { car: BLOB, height: 42, name: 'TAB-42.car' } },
  chainImport: { args: { car: BLOB }, result: { blocks: 43, added: 3, height: 42 } },
  chainForks: {
    args: {},
    result: [
      { tip: OTHER_ID, height: 42, totalWeight: 2n ** 70n, main: true, forkHeight: 42, invalid: false },
    ],
  },
  mineStart: { args: { threads: 2, keepMining: true }, result: MINING },
  mineStop: { args: {}, result: { ...MINING, mining: false } },
  mineOnce: { args: {}, result: BLOCK },
} satisfies Samples<typeof CHAIN_CALLS>
