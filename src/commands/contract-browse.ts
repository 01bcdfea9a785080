import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { indexedList } from './contract-kinds.ts'
import { defineCommand, defined, option, required } from './define-command.ts'
import { integer, text } from './kinds.ts'
import { plainContract, plainMapEntry } from './plain.ts'

const address = required(text, 'the contract’s address, tabc1…')
const count = integer(1, 1_000_000_000)
const limit = option(count, 'how many at most')

/** Views of contracts: `contract list`, `show`, `map`, `events`. */
export const CONTRACT_BROWSE_COMMANDS = [
  defineCommand({
    name: 'contract list',
    summary: CALL_SENTENCES.contractList,
    options: { after: option(text, 'the last address of the previous page'), limit },
    run: async ({ api }, options) => taken(await api.contractList(defined(options))),
  }),
  defineCommand({
    name: 'contract show',
    summary: CALL_SENTENCES.contractShow,
    arguments: { address },
    run: async ({ api }, { address }) => plainContract(taken(await api.contractShow({ address }))),
  }),
  defineCommand({
    name: 'contract map',
    summary: CALL_SENTENCES.contractMap,
    arguments: { address, map: required(text, 'the map’s name') },
    options: { from: option(integer(0, Number.MAX_SAFE_INTEGER), 'index of the first entry, from 0'), limit },
    async run({ api }, { address, map, ...options }) {
      const page = taken(await api.contractMap({ address, map, ...defined(options) }))
      return { count: page.count, entries: page.entries.map(plainMapEntry) }
    },
  }),
  defineCommand({
    name: 'contract events',
    summary: CALL_SENTENCES.contractEvents,
    arguments: { address },
    options: {
      event: option(text, 'only events of this name'),
      indexed: option(
        indexedList,
        'only events with these indexed values, in order: ["tab1…", null]; null matches any',
      ),
      limit,
    },
    run: async ({ api }, { address, ...options }) =>
      taken(await api.contractEvents({ address, ...defined(options) })),
  }),
]
