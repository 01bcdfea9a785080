import { CALL_NAMES } from '#api/call-names.ts'
import { CALLS, type CallName } from '#api/calls.ts'
import type { ErrorCode } from '#api/errors/error-codes.ts'
import { EVERY_CALL_ERRORS } from '#api/errors/every-call.ts'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { inputOf, LINES, OTHER_LINES } from '#commands/example-lines.suite.ts'
import { COMMANDS } from '#commands/registry.ts'
import { createRunner } from '#commands/run.ts'
import { usageOf } from '#commands/usage.ts'
import { known } from '#lib/assert.ts'
import type { WrittenCall } from './read-calls.ts'

/** What a command is, and what the calls that it makes say of it. */
export interface CommandFacts {
  readonly name: string
  readonly summary: string
  /** Its arguments, and its options with their values, as a line has them. */
  readonly usage: string
  /** The call whose result it resolves to; undefined where it makes several, or none. */
  readonly call: CallName | undefined
  /** Codes that it rejects with, beside those of every call. */
  readonly codes: readonly string[]
}

/** Calls that turn a name into an address, before the call that a command is about. */
const ON_THE_WAY: readonly string[] = ['addressList', 'contractTemplates']

/** Codes that a command rejects with itself, before or between its calls. */
const OWN_CODES: Readonly<Record<string, readonly ErrorCode[]>> = {
  'contract deploy': ['TEMPLATE_UNKNOWN'],
  'network create': ['ADDRESS_BAD', 'AMOUNT_BAD'],
}

/** Every command, played with its example line to see which calls it makes. */
export async function readCommands(written: ReadonlyMap<string, WrittenCall>): Promise<CommandFacts[]> {
  const lines = [...Object.values(LINES), ...OTHER_LINES]
  const facts: CommandFacts[] = []
  for (const command of COMMANDS) {
    const { name, summary } = command
    const line = known(
      lines.find(each => each === name || each.startsWith(`${name} `)),
      `an example line of ${name}`,
    )
    const { handlers, asked } = createSampleHandlers()
    await createRunner(createLocalApi(handlers), EFFECTS)(line, inputOf(line))
    const calls = CALL_NAMES.filter(call => asked.some(each => each.name === call))
    const [main, ...others] = calls.length > 1 ? calls.filter(call => !ON_THE_WAY.includes(call)) : calls
    facts.push({
      name,
      summary,
      usage: usageOf(command),
      call: others.length === 0 ? main : undefined,
      codes: [
        ...new Set([...(OWN_CODES[name] ?? []), ...calls.flatMap(call => codesOf(call, written))]),
      ].toSorted(),
    })
  }
  return facts
}

const EFFECTS = { openLink: () => {}, reload: () => {} }

const codesOf = (call: CallName, written: ReadonlyMap<string, WrittenCall>): string[] =>
  [...CALLS[call].codes, ...known(written.get(call), `the source of ${call}`).codes].filter(
    code => !Object.hasOwn(EVERY_CALL_ERRORS, code),
  )
