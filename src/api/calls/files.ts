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

/** What a record does not take. */
type Recorded = 'TEXT_BAD' | 'TX_FILE'
/** What ends an import. */
type Taken = 'FILE_EMPTY' | 'FILE_TOO_LARGE' | 'FILES_FULL'
/** What a file that is asked of others can come to. */
type Fetched = 'FILE_UNAVAILABLE' | 'FILE_UNSUPPORTED' | 'FILE_TOO_LARGE' | 'FILE_DROPPED' | 'FILES_FULL'

const kept = {
  from: ownAddress,
  name: text,
  note: optional(text),
  fee: optional(coins),
  record: optional(truth),
}
/** The handler knows how many. */
const many = Number.MAX_SAFE_INTEGER
const servers = optional(list(text, many, ' of addresses'))

/** Files: their bytes here and at others, and their records on the chain. */
export const FILE_CALLS = {
  /** Records on the chain that you show a file; its bytes stay where they are. */
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
   * Shares a file: keeps it here for other tabs, pinned, and records it on the chain. It is not recorded if
   * `record` is false, or if the address has recorded it already, whose `txId` is then given. The bytes are
   * streamed; their row in the files' database shows the progress, and a cancelled call leaves nothing.
   */
  fileAdd: takes({ ...kept, file, mediaType: optional(text) }).gives<
    AddedFileResult,
    Sending | Recorded | Taken
  >(),
  /**
   * Shares a folder with all that is in it as one file, pinned, and records it on the chain. It is one CID;
   * paths are below the folder, with slashes.
   */
  folderAdd: takes({
    ...kept,
    files: list(record({ path: text, file }), many, ' of { path, file }'),
  }).gives<AddedFileResult, Sending | Recorded | Taken | 'PATH_BAD'>(),
  /** Shows what is in a folder that is here, or at a path of it. */
  fileEntry: takes({ cid, path: optional(text) }).gives<
    FileEntryResult,
    'PATH_BAD' | 'FILE_NO_ENTRY' | 'FILE_NOT_HERE' | 'FILE_UNSUPPORTED'
  >(),
  /**
   * Gives the content of a file, fetched from other tabs if it is not here. It fails with `FILE_UNAVAILABLE`,
   * which says who held it when, as soon as nothing more comes; what came stays, and the fetch goes on by
   * itself when somebody has the file again.
   */
  fileGet: takes({ cid }).gives<{ blob: Blob; name: string; mediaType: string }, Fetched>(),
  /** Fetches a file and keeps it here. */
  fileFetch: takes({ cid }).gives<FileResult, Fetched>(),
  /**
   * Gives a part of a file that is here. It begins at `offset` and is shorter at the end of the file; `path`
   * is of a file in a folder.
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
  /** Lists recorded files, the newest first, then those that this tab only keeps. */
  fileList: takes({ limit: optional(count) }).gives<FileResult[]>(),
  /** Shows what is known of one file. */
  fileShow: takes({ cid }).gives<FileResult, 'FILE_UNKNOWN'>(),
  /** Keeps a file here until it is let go; fetches it if it is not here. */
  filePin: takes({ cid, pinned: truth }).gives<FileResult, 'FILES_FULL'>(),
  /** Removes a file from this tab, or ends its fetch. Its record and the copies of others stay. */
  fileDrop: takes({ cid }).gives<{ cid: string; freedBytes: number }>(),
  /** Lists the tabs that hold a file, or held it, the last seen first. */
  fileProviders: takes({ cid }).gives<FileHolderResult[]>(),
  /** Shows how much room files have here; with a number, how much they may take. */
  fileQuota: takes({ bytes: optional(count) }).gives<FileQuotaResult>(),
  /** Gives a file as a CAR, which every IPFS tool reads. */
  fileExport: takes({ cid }).gives<{ car: Blob; name: string }, 'FILE_NOT_HERE'>(),
  /** Takes the file of a CAR, keeps it here and pins it. Every block is checked; nothing is recorded. */
  fileImport: takes({ car: file, name: optional(text), mediaType: optional(text) }).gives<
    { cid: string; sizeBytes: number },
    Recorded | Taken | 'CAR_BAD' | 'FILE_UNSUPPORTED'
  >(),
  /**
   * Shows whether files are also looked for in the public IPFS, or changes it. A list replaces the one
   * before.
   */
  filePublic: takes({ on: optional(truth), gateways: servers, routers: servers, peers: servers }).gives<
    PublicIpfsResult,
    'URL_BAD' | 'MULTIADDR_BAD' | 'PUBLIC_FAILED'
  >(),
}
