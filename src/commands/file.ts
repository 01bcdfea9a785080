import { taken } from './command-error.ts'
import { defineCommand, given, option, required } from './define-command.ts'
import { coins, integer, text } from './kinds.ts'

/** Files on the chain: `file …`. */
export const FILE_COMMANDS = [
  defineCommand({
    name: 'file record',
    summary: 'Records on the chain that you show a file; its bytes stay where they are',
    arguments: {
      from: required(text, 'one of your addresses, or its name'),
      cid: required(text, 'the file’s CID of version 1'),
      name: required(text, 'the file’s name'),
      size: required(integer(0, Number.MAX_SAFE_INTEGER), 'how many bytes it has'),
    },
    options: {
      type: option(text, 'its media type, like image/png'),
      note: option(text, 'a text that everyone can read'),
      fee: option(coins, 'what the block producer gets; more is faster'),
    },
    run: async ({ api }, { from, cid, name, size, type, note, fee }) =>
      taken(
        await api.fileRecord({
          from,
          cid,
          name,
          sizeBytes: size,
          ...given({ mediaType: type, note, fee }),
        }),
      ),
  }),
]
