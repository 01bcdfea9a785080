import { CALL_SENTENCES } from '#api/call-names.ts'
import { CommandError, taken } from './command-error.ts'
import { defineCommand, defined, option, required } from './define-command.ts'
import { content } from './file-kinds.ts'
import { integer, text } from './kinds.ts'
import { plainCheck, plainFork, plainProof } from './plain.ts'

/** Checks, proofs, exports and imports of the chain: `chain …`. */
export const CHAIN_CHECK_COMMANDS = [
  defineCommand({
    name: 'chain proof',
    summary: CALL_SENTENCES.chainProof,
    arguments: { of: required(text, 'an address or a name of yours, a transaction’s id, or a file’s CID') },
    options: {
      event: option(integer(0, Number.MAX_SAFE_INTEGER), 'the number of the transaction’s event, from 0'),
    },
    run: async ({ api }, { of, event }) =>
      plainProof(taken(await api.chainProof({ of, ...defined({ event }) }))),
  }),
  defineCommand({
    name: 'chain check',
    summary: CALL_SENTENCES.chainCheck,
    arguments: {
      proof: required(text, 'a proof, from `chain proof`'),
      header: required(
        text,
        'the block that it is for: its id if this tab has it, otherwise its header in hex',
      ),
    },
    run: async ({ api }, args) => plainCheck(taken(await api.chainCheck(args))),
  }),
  defineCommand({
    name: 'chain verify',
    summary: CALL_SENTENCES.chainVerify,
    run: async ({ api, signal }) => taken(await api.chainVerify({}, signal)),
  }),
  defineCommand({
    name: 'chain export',
    summary: CALL_SENTENCES.chainExport,
    async run({ api, signal }) {
      const { car, ...rest } = taken(await api.chainExport({}, signal))
      return { ...rest, bytes: new Uint8Array(await car.arrayBuffer()) }
    },
  }),
  defineCommand({
    name: 'chain import',
    summary: CALL_SENTENCES.chainImport,
    options: { bytes: option(content, 'the file’s content, passed as input') },
    async run({ api, signal }, { bytes }) {
      if (!bytes)
        throw new CommandError('ARGUMENT_MISSING', 'bytes: pass the file’s content as input, { bytes }')
      return taken(await api.chainImport({ car: bytes }, signal))
    },
  }),
  defineCommand({
    name: 'chain forks',
    summary: CALL_SENTENCES.chainForks,
    run: async ({ api }) => taken(await api.chainForks({})).map(plainFork),
  }),
]
