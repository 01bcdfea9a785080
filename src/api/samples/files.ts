import type { FILE_CALLS } from '../calls/files.ts'
import type { FileResult } from '../file-results.ts'
import type { Samples } from './sample.ts'
import { ADDRESS, BLOB, FILE_CID, ID, PEER, TIME } from './values.ts'

const IPFS_NODE = '/dns4/ipfs.example/tcp/443/tls/ws/p2p/12D3KooWPA6ax6t3jqTyGq73Zm1RmwppYqxaXzrtarfcTWGp5Wzx'

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

export const FILE_SAMPLES = {
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
} satisfies Samples<typeof FILE_CALLS>
