import { CALL_SENTENCES } from '#api/call-names.ts'
import { CommandError, taken } from './command-error.ts'
import { defineCommand, defined, flag, option, optional, required } from './define-command.ts'
import { content, folderContent, multiaddrs, urls } from './file-kinds.ts'
import { coins, integer, text, truth } from './kinds.ts'

const cid = required(text, 'the file’s CID (version 1)')
const from = required(text, 'one of your addresses, or its name')
const size = integer(0, Number.MAX_SAFE_INTEGER)
const note = option(text, 'a text that everyone can read')
const type = option(text, 'its media type, like image/png')
const fee = option(coins, 'what the block producer receives; a higher fee is faster')

/** Files: `file …`. */
export const FILE_COMMANDS = [
  defineCommand({
    name: 'file add',
    summary: CALL_SENTENCES.fileAdd,
    arguments: { from },
    options: {
      name: option(text, 'the file’s name'),
      type,
      bytes: option(content, 'its content, passed as input'),
      note,
      fee,
      unrecorded: flag(truth, 'keep and share it without a record'),
    },
    async run({ api, signal }, { from, name, type, bytes, note, fee, unrecorded }) {
      if (name === undefined) throw new CommandError('ARGUMENT_MISSING', 'name: give the file’s name')
      if (!bytes) {
        throw new CommandError('ARGUMENT_MISSING', 'bytes: pass the content as input, { name, type, bytes }')
      }
      const record = unrecorded === undefined ? undefined : !unrecorded
      const args = { from, file: bytes, name, ...defined({ mediaType: type, note, fee, record }) }
      const { sizeBytes, ...added } = taken(await api.fileAdd(args, signal))
      return { ...added, size: sizeBytes }
    },
  }),
  defineCommand({
    name: 'file add-folder',
    summary: CALL_SENTENCES.folderAdd,
    arguments: { from },
    options: {
      name: option(text, 'the folder’s name'),
      files: option(folderContent, 'its files, passed as input'),
      note,
      fee,
      unrecorded: flag(truth, 'keep and share it without a record'),
    },
    async run({ api, signal }, { from, name, files, note, fee, unrecorded }) {
      if (name === undefined) throw new CommandError('ARGUMENT_MISSING', 'name: give the folder’s name')
      if (!files) {
        throw new CommandError(
          'ARGUMENT_MISSING',
          'files: pass them as input, { name, files: [{ path, bytes }] }',
        )
      }
      const record = unrecorded === undefined ? undefined : !unrecorded
      const { sizeBytes, ...added } = taken(
        await api.folderAdd({ from, name, files, ...defined({ note, fee, record }) }, signal),
      )
      return { ...added, size: sizeBytes }
    },
  }),
  defineCommand({
    name: 'file entry',
    summary: CALL_SENTENCES.fileEntry,
    arguments: { cid, path: optional(text, 'path in the folder, with slashes') },
    run: async ({ api, signal }, { cid, path }) =>
      taken(await api.fileEntry({ cid, ...defined({ path }) }, signal)),
  }),
  defineCommand({
    name: 'file get',
    summary: CALL_SENTENCES.fileGet,
    arguments: { cid },
    async run({ api, signal }, { cid }) {
      const { blob, name, mediaType } = taken(await api.fileGet({ cid }, signal))
      return { bytes: new Uint8Array(await blob.arrayBuffer()), name, type: mediaType }
    },
  }),
  defineCommand({
    name: 'file fetch',
    summary: CALL_SENTENCES.fileFetch,
    arguments: { cid },
    run: async ({ api, signal }, { cid }) => taken(await api.fileFetch({ cid }, signal)),
  }),
  defineCommand({
    name: 'file read',
    summary: CALL_SENTENCES.fileRead,
    arguments: {
      cid,
      offset: required(size, 'where the part begins, from 0'),
      length: optional(size, 'how many bytes; by default as many as one answer can hold'),
    },
    options: { path: option(text, 'path of the file, if the CID is a folder’s') },
    async run({ api }, { cid, offset, length, path }) {
      const { bytes, sizeBytes } = taken(await api.fileRead({ cid, offset, ...defined({ length, path }) }))
      return { bytes, size: sizeBytes }
    },
  }),
  defineCommand({
    name: 'file list',
    summary: CALL_SENTENCES.fileList,
    options: { limit: option(integer(1, 500), 'how many at most') },
    run: async ({ api }, { limit }) => taken(await api.fileList(defined({ limit }))),
  }),
  defineCommand({
    name: 'file show',
    summary: CALL_SENTENCES.fileShow,
    arguments: { cid },
    run: async ({ api }, { cid }) => taken(await api.fileShow({ cid })),
  }),
  defineCommand({
    name: 'file pin',
    summary: 'Pins a file, so that this tab keeps it until you unpin it; fetches it if it is not here',
    arguments: { cid },
    run: async ({ api }, { cid }) => taken(await api.filePin({ cid, pinned: true })),
  }),
  defineCommand({
    name: 'file unpin',
    summary: 'Unpins a file, so that this tab may remove it when it needs the space',
    arguments: { cid },
    run: async ({ api }, { cid }) => taken(await api.filePin({ cid, pinned: false })),
  }),
  defineCommand({
    name: 'file drop',
    summary: CALL_SENTENCES.fileDrop,
    arguments: { cid },
    run: async ({ api }, { cid }) => taken(await api.fileDrop({ cid })),
  }),
  defineCommand({
    name: 'file providers',
    summary: CALL_SENTENCES.fileProviders,
    arguments: { cid },
    run: async ({ api }, { cid }) => taken(await api.fileProviders({ cid })),
  }),
  defineCommand({
    name: 'file quota',
    summary: CALL_SENTENCES.fileQuota,
    arguments: { bytes: optional(size, 'how many bytes files may take') },
    run: async ({ api }, { bytes }) => taken(await api.fileQuota(defined({ bytes }))),
  }),
  defineCommand({
    name: 'file export',
    summary: CALL_SENTENCES.fileExport,
    arguments: { cid },
    async run({ api, signal }, { cid }) {
      const { car, name } = taken(await api.fileExport({ cid }, signal))
      return { bytes: new Uint8Array(await car.arrayBuffer()), name }
    },
  }),
  defineCommand({
    name: 'file import',
    summary: CALL_SENTENCES.fileImport,
    options: {
      bytes: option(content, 'the CAR, passed as input'),
      name: option(text, 'the file’s name'),
      type,
    },
    async run({ api, signal }, { bytes, name, type }) {
      if (!bytes) throw new CommandError('ARGUMENT_MISSING', 'bytes: pass the CAR as input, { bytes }')
      const { cid, sizeBytes } = taken(
        await api.fileImport({ car: bytes, ...defined({ name, mediaType: type }) }, signal),
      )
      return { cid, size: sizeBytes }
    },
  }),
  defineCommand({
    name: 'file public',
    summary: CALL_SENTENCES.filePublic,
    options: {
      on: flag(truth, 'fetch from there too; --on=false for this network only'),
      gateways: option(urls, 'trustless HTTP gateways to ask'),
      routers: option(urls, 'delegated routing servers to ask'),
      peers: option(multiaddrs, 'IPFS nodes to connect to by WebSocket'),
    },
    run: async ({ api }, values) => taken(await api.filePublic(defined(values))),
  }),
  defineCommand({
    name: 'file record',
    summary: CALL_SENTENCES.fileRecord,
    arguments: {
      from,
      cid,
      name: required(text, 'the file’s name'),
      size: required(size, 'how many bytes it has'),
    },
    options: { type, note, fee },
    run: async ({ api }, { from, cid, name, size, type, note, fee }) =>
      taken(
        await api.fileRecord({
          from,
          cid,
          name,
          sizeBytes: size,
          ...defined({ mediaType: type, note, fee }),
        }),
      ),
  }),
]
