import { takes } from '../call.ts'
import type {
  AddedFileResult,
  FileEntryResult,
  FileHolderResult,
  FileQuotaResult,
  FileResult,
  PublicIpfsResult,
} from '../file-results.ts'
import { FILE_READ_BYTES } from '../limits.ts'
import { cid, coins, ownAddress } from '../readers/chain-values.ts'
import { list, optional, record } from '../readers/field.ts'
import { count, file, text, truth, whole } from '../readers/values.ts'
import type { Sending, Sent } from './sending.ts'

/** Errors of a record. */
type Recorded = 'TEXT_BAD' | 'TX_FILE'
/** Errors of an import. */
type Taken = 'FILE_EMPTY' | 'FILE_TOO_LARGE' | 'FILES_FULL'
/** Errors of a fetch. */
type Fetched = 'FILE_UNAVAILABLE' | 'FILE_UNSUPPORTED' | 'FILE_TOO_LARGE' | 'FILE_DROPPED' | 'FILES_FULL'

const kept = {
  from: ownAddress,
  name: text,
  note: optional(text),
  fee: optional(coins),
  record: optional(truth),
}
/** The handler checks the number. */
const many = Number.MAX_SAFE_INTEGER
const servers = optional(list(text, many, ' of addresses'))

/** Files: their bytes in this tab and in others, and their records on the chain. */
export const FILE_CALLS = {
  /** Records on the chain that you share a file; its bytes stay where they are. */
  fileRecord: takes({
    from: ownAddress,
    cid,
    name: text,
    sizeBytes: count,
    mediaType: optional(text),
    note: optional(text),
    fee: optional(coins),
  }).gives<Sent, Sending | Recorded>(),
  /**
   * Shares a file: pins it here for other tabs and records it on the chain. If the address has recorded it
   * before, `txId` is that of the earlier record; without a record it is null. The bytes are streamed; their
   * row in the files' database shows the progress, and a cancelled call leaves nothing behind.
   */
  fileAdd: takes({ ...kept, file, mediaType: optional(text) }).gives<
    AddedFileResult,
    Sending | Recorded | Taken
  >(),
  /**
   * Shares a folder with its content under one CID: pins it here and records it on the chain. Paths are
   * relative to the folder, with slashes.
   */
  folderAdd: takes({
    ...kept,
    files: list(record({ path: text, file }), many, ' of { path, file }'),
  }).gives<AddedFileResult, Sending | Recorded | Taken | 'PATH_BAD'>(),
  /** Shows the content of a folder in this tab, or of a path in it. */
  fileEntry: takes({ cid, path: optional(text) }).gives<
    FileEntryResult,
    'PATH_BAD' | 'FILE_NO_ENTRY' | 'FILE_NOT_HERE' | 'FILE_UNSUPPORTED'
  >(),
  /**
   * Returns the content of a file, fetched from other tabs if it is not here. If no peer has the rest, it
   * fails with `FILE_UNAVAILABLE`, whose message lists who had the file and when. The blocks received so far
   * stay, and the fetch continues by itself when a peer has the file again.
   */
  fileGet: takes({ cid }).gives<{ blob: Blob; name: string; mediaType: string }, Fetched>(),
  /** Fetches a file and keeps it in this tab. */
  fileFetch: takes({ cid }).gives<FileResult, Fetched>(),
  /**
   * Returns a part of a file in this tab. It begins at `offset` and may be shorter at the end of the file;
   * `path` picks a file of a folder.
   */
  fileRead: takes({
    cid,
    offset: count,
    length: optional(whole(0, FILE_READ_BYTES)),
    path: optional(text),
  }).gives<
    { bytes: Uint8Array; sizeBytes: number },
    'RANGE_BAD' | 'PATH_BAD' | 'FILE_NO_ENTRY' | 'FILE_NOT_HERE' | 'FILE_UNSUPPORTED'
  >(),
  /** Lists recorded files, newest first, then those that are only in this tab. */
  fileList: takes({ limit: optional(count) }).gives<FileResult[]>(),
  /** Shows what this node knows about a file. */
  fileShow: takes({ cid }).gives<FileResult, 'FILE_UNKNOWN'>(),
  /** Pins a file, so that this tab keeps it until you unpin it; fetches it if it is not here. */
  filePin: takes({ cid, pinned: truth }).gives<FileResult, 'FILES_FULL'>(),
  /** Removes a file from this tab, or cancels its fetch. Its record and the copies of others stay. */
  fileDrop: takes({ cid }).gives<{ cid: string; freedBytes: number }, 'FILE_NOT_HERE'>(),
  /** Lists the tabs that have or had a file, the last seen first. */
  fileProviders: takes({ cid }).gives<FileHolderResult[]>(),
  /** Shows how much space files take and may take, or changes the quota. */
  fileQuota: takes({ bytes: optional(count) }).gives<FileQuotaResult>(),
  /** Exports a file as a CAR, which IPFS tools can read. */
  fileExport: takes({ cid }).gives<{ car: Blob; name: string }, 'FILE_NOT_HERE'>(),
  /** Imports a file from a CAR and pins it. Every block is checked; nothing is recorded. */
  fileImport: takes({ car: file, name: optional(text), mediaType: optional(text) }).gives<
    { cid: string; sizeBytes: number },
    Recorded | Taken | 'CAR_BAD' | 'FILE_UNSUPPORTED'
  >(),
  /**
   * Shows or changes whether files are also fetched from the public IPFS. A list replaces the previous one.
   */
  filePublic: takes({ on: optional(truth), gateways: servers, routers: servers, peers: servers }).gives<
    PublicIpfsResult,
    'URL_BAD' | 'MULTIADDR_BAD' | 'PUBLIC_FAILED'
  >(),
}
