import type { CallResult, ReadArgs } from '#api/calls.ts'
import type { FileHolderResult } from '#api/file-results.ts'
import { FOLDER_TYPE } from '#api/folder-type.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { FILE_READ_BYTES } from '#api/limits.ts'
import { cidBytes } from '#chain/cid.ts'
import { checkFile } from '#chain/transaction/file.ts'
import type { FileAbout, FileSharing } from '#files/file-sharing.ts'
import {
  LEAST_QUOTA_BYTES,
  MAX_FOLDER_FILES,
  MAX_PATH_CHARACTERS,
  MAX_PUBLIC_SERVERS,
} from '#files/limits.ts'
import { isWebSocketPeer } from '#files/web-socket-peer.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { RecordedFiles } from '#node/archive/recorded-files.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import type { FileRecordRow } from '#storage/file-records.ts'
import type { FileRow } from '#storage/rows.ts'
import { fileResult } from '#views/file.ts'
import type { HandlerContext } from './context.ts'
import { type RecordText, readTexts } from './files.ts'
import { createSender } from './send-transaction.ts'

/** Files themselves: their bytes here and at others, beside what the chain records of them. */
export function fileSharingHandlers(context: HandlerContext) {
  const { node } = context
  const records = new RecordedFiles(node.chain)
  const send = createSender(node)
  const view = (files: FileSharing, cid: string, record: FileRecordRow | undefined) =>
    fileResult(cid, files.row(cid), record, files.replicas(cid))
  const show = async (files: FileSharing, cid: string) => view(files, cid, await records.of(cid))

  /** Nothing that this tab has never heard of is looked for under a made-up name. */
  const aboutOf = async (files: FileSharing, cid: string): Promise<FileAbout> => {
    const known = files.row(cid) ?? (await records.of(cid))
    return known ?? { name: cid, mediaType: '', sizeBytes: 0 }
  }

  /** Imports and records, unless the address did already. */
  const add = async (
    { from, fee, record = true }: Pick<ReadArgs<'fileAdd'>, 'from' | 'fee' | 'record'>,
    texts: RecordText,
    givenBytes: number,
    take: (files: FileSharing, about: Required<RecordText>) => Promise<FileRow>,
  ): Promise<Result<CallResult<'fileAdd'>, Failure>> => {
    const about = readAbout(texts)
    if (!about.ok) return about
    const fees = fee === undefined ? {} : { fee }
    // Told before a gigabyte is read, not after: the record costs the same whatever its CID.
    const trial = { kind: 'file', cid: ANY_CID, sizeBytes: givenBytes, ...about.value } as const
    const payable = record ? await makeTransaction(node, from, trial, fees) : ok(undefined)
    if (!payable.ok) return payable
    const { cid, sizeBytes } = await take(await context.files(), about.value)
    if (!record) return ok({ cid, txId: null, sizeBytes })

    const earlier = await recordedBy(context, from.address, cid)
    if (earlier !== undefined) return ok({ cid, txId: earlier, sizeBytes })
    const payload = { kind: 'file', cid: cidBytes(cid), sizeBytes, ...about.value } as const
    const sent = await send({ from, ...fees }, payload)
    if (sent.ok) return ok({ cid, txId: sent.value.txId, sizeBytes })
    return fail(
      sent.error.code,
      `${sent.error.message} (the file is shared as ${cid}, but not recorded: \`file record\` records it)`,
    )
  }

  return {
    fileAdd: async ({ file, name, mediaType, note, ...choice }, signal) => {
      const texts = {
        name,
        ...(mediaType === undefined ? {} : { mediaType }),
        ...(note === undefined ? {} : { note }),
      }
      return add(choice, texts, file.size, (files, about) => files.add(file, about, signal))
    },

    folderAdd: async ({ files: given, name, note, ...choice }, signal) => {
      const checked = checkPaths(given)
      if (!checked.ok) return checked
      const sizeBytes = given.reduce((sum, { file }) => sum + file.size, 0)
      const texts = { name, mediaType: FOLDER_TYPE, ...(note === undefined ? {} : { note }) }
      return add(choice, texts, sizeBytes, (files, about) => files.addFolder(given, about, signal))
    },

    fileEntry: async ({ cid, path = '' }, signal) => {
      if (path.length > MAX_PATH_CHARACTERS) return fail('PATH_BAD', 'path: it is too long; shorten it')
      const entry = await (await context.files()).entry(cid, path, signal)
      return ok(entry.type === 'folder' ? { ...entry, entries: [...entry.entries] } : entry)
    },

    fileGet: async ({ cid }, signal) => {
      const files = await context.files()
      const about = await aboutOf(files, cid)
      await files.fetch(cid, about, signal)
      const { name, mediaType } = about
      return ok({ blob: await files.blob(cid, mediaType, signal), name, mediaType })
    },

    fileFetch: async ({ cid }, signal) => {
      const files = await context.files()
      await files.fetch(cid, await aboutOf(files, cid), signal)
      return ok(await show(files, cid))
    },

    fileRead: async ({ cid, offset, length = FILE_READ_BYTES, path = '' }, signal) => {
      const files = await context.files()
      if (path.length > MAX_PATH_CHARACTERS) return fail('PATH_BAD', 'path: it is too long; shorten it')
      return ok(await files.read(cid, { path, offset, length }, signal))
    },

    fileList: async ({ limit = LIST_LIMIT }) => {
      const files = await context.files()
      const recorded = await records.all()
      const cids = new Set(recorded.map(({ cid }) => cid))
      const others = files.rows().filter(({ cid }) => !cids.has(cid))
      return ok(
        [
          ...recorded.map(record => view(files, record.cid, record)),
          ...others.map(({ cid }) => view(files, cid, undefined)),
        ].slice(0, Math.min(limit, LIST_LIMIT)),
      )
    },

    fileShow: async ({ cid }) => {
      const files = await context.files()
      if (files.row(cid) || (await records.of(cid))) return ok(await show(files, cid))
      return fail(
        'FILE_UNKNOWN',
        'cid: no file with it is recorded on this chain or kept here; `file fetch` looks for it all the same',
      )
    },

    filePin: async ({ cid, pinned }) => {
      const files = await context.files()
      await files.pin(cid, await aboutOf(files, cid), pinned)
      return ok(await show(files, cid))
    },

    fileDrop: async ({ cid }) => {
      const files = await context.files()
      return ok({ cid, freedBytes: await files.drop(cid) })
    },

    fileProviders: async ({ cid }) => {
      const files = await context.files()
      const linked = new Set(node.network.peers().map(({ peerId }) => peerId))
      return ok(
        files.holders(cid).map(
          (holder): FileHolderResult => ({
            ...holder,
            self: holder.peerId === node.network.peerId,
            linked: linked.has(holder.peerId),
          }),
        ),
      )
    },

    fileQuota: async ({ bytes }) => {
      if (bytes !== undefined && bytes < LEAST_QUOTA_BYTES) {
        return fail('VALUE_BAD', `bytes: give files at least ${LEAST_QUOTA_BYTES} bytes`)
      }
      const files = await context.files()
      if (bytes !== undefined) await files.setQuota(bytes)
      return ok(files.quota())
    },

    fileExport: async ({ cid }, signal) => {
      const files = await context.files()
      const car = await files.toCar(cid, signal)
      return ok({ car, name: `${files.row(cid)?.name ?? cid}.car` })
    },

    fileImport: async ({ car, name, mediaType = '' }, signal) => {
      const about = readAbout({ name: name ?? 'imported', mediaType })
      if (!about.ok) return about
      const files = await context.files()
      const { cid, sizeBytes } = await files.addCar(car, about.value, signal)
      return ok({ cid, sizeBytes })
    },

    filePublic: async args => {
      const files = await context.files()
      const now = files.public()
      const gateways = readUrls(args.gateways ?? now.gateways, 'gateways')
      if (!gateways.ok) return gateways
      const routers = readUrls(args.routers ?? now.routers, 'routers')
      if (!routers.ok) return routers
      const peers = readPeers(args.peers ?? now.peers)
      if (!peers.ok) return peers
      const choice = {
        on: args.on ?? now.on,
        gateways: gateways.value,
        routers: routers.value,
        peers: peers.value,
      }
      if (Object.keys(args).length > 0) await files.setPublic(choice)
      return ok({ ...choice, reached: [...files.public().reached] })
    },
  } satisfies Partial<CallHandlers>
}

/** Stands for a file's before it is known. */
const ANY_CID = Uint8Array.from([1, 0x55, 0x12, 32, ...new Uint8Array(32)])

/** Name, media type and note as a record takes them; the rules of the chain, before any byte is read. */
function readAbout(texts: RecordText): Result<Required<RecordText>, Failure> {
  const read = readTexts(texts)
  if (!read.ok) return read
  const checked = checkFile({ kind: 'file', cid: ANY_CID, sizeBytes: 0, ...read.value })
  return checked.ok ? read : checked
}

/** Each part of a path is a name as a file's own is. */
function checkPaths(files: ReadArgs<'folderAdd'>['files']): Result<void, Failure> {
  if (files.length === 0) return fail('FILE_EMPTY', 'files: the folder is empty; choose one with files')
  if (files.length > MAX_FOLDER_FILES) {
    return fail('FILE_TOO_LARGE', `files: a folder has at most ${MAX_FOLDER_FILES} files; share it in parts`)
  }
  for (const { path } of files) {
    const isGood = path.length <= MAX_PATH_CHARACTERS && path.split('/').every(name => readAbout({ name }).ok)
    if (!isGood) {
      return fail(
        'PATH_BAD',
        `files: "${path.slice(0, 80)}" is no path of plain names; rename it without dots alone, backslashes or invisible characters`,
      )
    }
  }
  return ok(undefined)
}

/** Servers by https, or on this machine, where tests and other programs run. */
function readUrls(texts: readonly string[], field: string): Result<string[], Failure> {
  if (texts.length > MAX_PUBLIC_SERVERS)
    return fail('URL_BAD', `${field}: at most ${MAX_PUBLIC_SERVERS} are asked`)
  const urls: string[] = []
  for (const text of texts) {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
    if (!url || !(url.protocol === 'https:' || (isLocal && url.protocol === 'http:'))) {
      return fail(
        'URL_BAD',
        `${field}: "${String(text).slice(0, 80)}" is no address of https; write it like https://host`,
      )
    }
    if (field === 'gateways' && url.pathname !== '/') {
      return fail('URL_BAD', `gateways: "${text.slice(0, 80)}" has a path; write it like https://host`)
    }
    urls.push(url.href.replace(/\/+$/, ''))
  }
  return ok(urls)
}

function readPeers(texts: readonly string[]): Result<string[], Failure> {
  if (texts.length > MAX_PUBLIC_SERVERS)
    return fail('MULTIADDR_BAD', `peers: at most ${MAX_PUBLIC_SERVERS} are linked with`)
  const wrong = texts.find(text => !isWebSocketPeer(text))
  if (wrong === undefined) return ok([...texts])
  return fail(
    'MULTIADDR_BAD',
    `peers: "${String(wrong).slice(0, 80)}" is no address of an IPFS node that a browser reaches; write it like /dns4/host/tcp/443/tls/ws/p2p/12D3Koo…`,
  )
}

/** The transaction by which this address recorded the file already, in a block or waiting. */
async function recordedBy(
  { node }: HandlerContext,
  address: string,
  cid: string,
): Promise<string | undefined> {
  const { store } = node.chain
  const waiting = node.own.waiting().find(row => row.sender === address && row.detail.cid === cid)
  if (waiting) return waiting.id
  return (await store.history(cid, LIST_LIMIT)).find(
    ({ kind, sender }) => kind === 'file' && sender === address,
  )?.id
}
