import type { Source } from './read-sources.ts'

/**
 * Where code names a consensus engine outside the engine's own files, which have its name in their path: the
 * types that tell engines apart, and the tables by engine. A file that is not here does not know which engine
 * runs.
 */
export const NAMES_ENGINES: Readonly<Record<string, string>> = {
  'chain/genesis/genesis.ts': 'the parameters of each engine in a genesis',
  'chain/genesis/consensus-formats.ts': 'their encoding',
  'chain/genesis/presets.ts': 'what each preset proposes for them',
  'chain/genesis/default-network.ts': 'those of the network that an app without an invite joins',
  'consensus/create-engine.ts': 'the engine that a genesis chose',
  'consensus/facts.ts': 'what each engine says of a chain to people',
  'storage/rows.ts': 'the same as a row',
  'node/chain/consensus-summary.ts': 'the row made of it',
  'node/founding/foundings.ts': 'parameters made of what a person fills in',
  'ui/engines/engine-words.ts': 'the words and the icon of each engine',
  'ui/engines/engine-screens.ts': 'what the screens show of each engine',
  'commands/network-create.ts': 'the names that a person types, and the options of each engine',
  'headless/production.ts': 'the engine that each way to take part needs',
}

const OWN_FILE = /\/(?:pow|pos|poa)\/|[/-](?:pow|pos|poa)[.-]/
/** Attacks, tests and samples are about networks of one engine. */
const EXAMPLES = /^src\/(?:lab|testing|api\/samples)\b/
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm
/** As a text, as a key of a table (all of which have `pow` or `poa`), in an identifier, or in a path. */
const NAME = /'(?:pow|pos|poa)'|\b(?:pow|poa): |\b[pP]o[wsa](?=[A-Z])|\/(?:pow|pos|poa)\//

/** The file as {@link NAMES_ENGINES} has it, if it names an engine that is not its own. */
export function namesEngine({ path, isTest, text }: Source): string | undefined {
  if (isTest || OWN_FILE.test(path) || EXAMPLES.test(path)) return undefined
  return NAME.test(text.replaceAll(COMMENT, '')) ? path.replace(/^src\//, '') : undefined
}
