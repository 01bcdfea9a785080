import { CALL_ERRORS } from '#api/errors/calls.ts'
import { EVERY_CALL_ERRORS } from '#api/errors/every-call.ts'
import { NETWORK_ERRORS } from '#api/errors/network.ts'
import { known } from '#lib/assert.ts'
import { resultOf } from './command-results.ts'
import { PlainTypes } from './plain-types.ts'
import { readCalls, readUnion } from './read-calls.ts'
import { type CommandFacts, readCommands } from './read-commands.ts'
import { readEvents } from './read-events.ts'

/** Puts what is made between `<!-- name -->` and `<!-- end -->` of a document. */
function between(text: string, name: string, made: string): string {
  const begin = `<!-- ${name} -->\n`
  const from = text.indexOf(begin) + begin.length
  const to = known(
    [text.indexOf('\n<!-- end -->', from)].find(at => at >= 0),
    `the end of ${name}`,
  )
  return text.slice(0, from) + made + text.slice(to)
}

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

const WIDTH = 110

/** Prose without lines that are too long. */
const wrapped = (text: string): string =>
  text.replaceAll(new RegExp(`(.{1,${WIDTH}})(?: |$)`, 'g'), '$1\n').trimEnd()

/** In a cell, where a bar would end it. */
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``

/** docs/automation.md: the commands, what each resolves to, what every call can fail with, and the events. */
export async function automationPage(before: string): Promise<string> {
  const calls = readCalls()
  const types = new PlainTypes()
  const rows = (await readCommands(calls)).map(command => {
    const { call, codes, summary, usage } = command
    // One command for a call: the call's own words, all of them.
    const does = wordsOf(summary, call && calls.get(call)?.does)
    return [code(usage), does, code(oneLine(resultOf(command, calls, types))), inShort(codes)]
  })
  const parts = {
    commands: [
      table(['command', 'what it does', 'resolves to', 'fails with'], rows),
      wrapped(`*sending*: ${SENDING.map(code).join(', ')}.`),
    ].join('\n\n'),
    'errors of every command': errorTable(EVERY_CALL_ERRORS),
    events: table(
      ['type', 'data', 'what happened'],
      readEvents().map(({ type, fields, sentence }) => [code(type), fields.join(', '), sentence]),
    ),
  }
  return Object.entries(parts).reduce((text, [name, made]) => between(text, name, made), before)
}

/** Whatever sends a transaction can fail like any that does: those codes are listed once. */
const SENDING = readUnion('Sending')

function inShort(codes: readonly string[]): string {
  const sends = SENDING.every(each => codes.includes(each))
  const own = codes.filter(each => !sends || !SENDING.includes(each))
  return [...(sends ? ['*sending*'] : []), ...own.map(code)].join(', ')
}

const oneLine = (type: string): string => type.replaceAll(/\s+/g, ' ')

/** A command that is one of several of its call says what it does itself. */
const wordsOf = (summary: string, does: string | undefined): string =>
  does?.startsWith(`${summary}.`) ? does : `${summary}.`

/** docs/errors.md: every code with cause and remedy, and the commands that fail with it. */
export async function errorsPage(before: string): Promise<string> {
  const commands = await readCommands(readCalls())
  const parts = {
    'errors of every command': errorTable(EVERY_CALL_ERRORS),
    'errors of commands': errorTable(CALL_ERRORS, commands),
    'errors of the network': errorTable(NETWORK_ERRORS, commands),
  }
  return Object.entries(parts).reduce((text, [name, made]) => between(text, name, made), before)
}

function errorTable(errors: Readonly<Record<string, string>>, commands?: readonly CommandFacts[]): string {
  const rows = Object.entries(errors).map(([name, text]) => {
    const [cause = '', remedy = ''] = text.split('; ')
    const capital = `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}`
    const of = commands?.filter(({ codes }) => codes.includes(name)).map(command => code(command.name))
    return [code(name), `${cause}.`, capital, ...(of ? [shortened(of)] : [])]
  })
  return table(['code', 'cause', 'remedy', ...(commands ? ['commands'] : [])], rows)
}

const NAMED = 6

const shortened = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and others`
