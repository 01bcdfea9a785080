import { describe, expect, test } from 'vitest'
import type { Command } from './define-command.ts'
import { parseLine } from './parse-line.ts'
import { COMMANDS } from './registry.ts'
import { usageOf } from './usage.ts'

/** What each command says it takes: the interface that scripts hold on to. */
const USAGES = [
  'status',
  'events [--limit n]',
  'config [key] [value]',
  'doctor',
  'reset [--keys] [--over]',
  'lines [--add text] [--clear]',
  'address new <name>',
  'address list',
  'address rename <name> <to>',
  'address export <name>',
  'address import <name> <pem>',
  'wallet phrase',
  'wallet encrypt <password>',
  'wallet lock',
  'wallet unlock <password>',
  'wallet backup <password>',
  'wallet restore [phrase…] [--backup bytes] [--password text]',
  'send <from> <amount> <to> [--fee coins] [--memo text] [--nonce n]',
  'tx <id>',
  'block <at>',
  'blocks [--from n] [--limit n]',
  'mempool',
  'history <address> [--limit n]',
  'search <text>',
  'chain proof <of> [--event n]',
  'chain check <proof> <header>',
  'chain verify',
  'chain export',
  'chain import [--bytes bytes]',
  'chain forks',
  'contract deploy <from> [args…] [--source text] [--template text] [--amount coins] [--gasLimit n] [--fee coins]',
  'contract templates',
  'contract call <from> <address> <method> [args…] [--amount coins] [--gasLimit n] [--fee coins] [--expected id]',
  'contract view <address> <method> [args…] [--from text]',
  'contract simulate <from> [address] [method] [args…] [--source text] [--amount coins] [--gasLimit n] [--fee coins]',
  'contract rehearse <from> [args…] [--source text] [--address text] [--steps steps] [--amount coins]',
  'contract list [--after text] [--limit n]',
  'contract show <address>',
  'contract map <address> <map> [--from n] [--limit n]',
  'contract events <address> [--event text] [--indexed values] [--limit n]',
  'draft list',
  'draft save <name> [--source text] [--id text]',
  'draft delete <id>',
  'contract trace <what> [address] [method] [args…] [--source text] [--amount coins] [--gasLimit n] [--fee coins] [--steps steps]',
  'file add <from> [--name text] [--type text] [--bytes bytes] [--note text] [--fee coins] [--unrecorded]',
  'file add-folder <from> [--name text] [--files files] [--note text] [--fee coins] [--unrecorded]',
  'file entry <cid> [path]',
  'file get <cid>',
  'file fetch <cid>',
  'file read <cid> <offset> [length] [--path text]',
  'file list [--limit n]',
  'file show <cid>',
  'file pin <cid>',
  'file unpin <cid>',
  'file drop <cid>',
  'file providers <cid>',
  'file quota [bytes]',
  'file export <cid>',
  'file import [--bytes bytes] [--name text] [--type text]',
  'file public [--on] [--gateways url,…] [--routers url,…] [--peers multiaddr,…]',
  'file record <from> <cid> <name> <size> [--type text] [--note text] [--fee coins]',
  'mine start [--threads n] [--keep]',
  'mine stop',
  'mine once',
  'stake <from> <amount> [--fee coins]',
  'unstake <from> <amount> [--fee coins]',
  'stakes',
  'authority add <address> [--from text] [--fee coins]',
  'authority remove <address> [--from text] [--fee coins]',
  'authority admin <address> [--from text] [--fee coins]',
  'authority list',
  'peers',
  'peer connect <peerId>',
  'peer disconnect <peerId>',
  'peer ban <peerId>',
  'peer known',
  'link offer',
  'link accept <offer>',
  'link complete <answer>',
  'invite',
  'join <link>',
  'network create <name> <symbol> [--preset preset] [--consensus pow|pos|poa] [--spacingMs ms] [--emptyBlocks] [--reward coins] [--halvingInterval n] [--blockBytes n] [--blockTransactions n] [--blockGas n] [--finalityDepth n] [--futureMs ms] [--premine coins] [--allocations address=amount,…] [--halflifeMs ms] [--minHashes n] [--epochSlots n] [--unbondingEpochs n] [--minStake coins] [--burnPercent n] [--reporterPercent n] [--stake coins] [--stakes address=amount,…] [--timeoutMs ms] [--authorities address,…] [--activations version=height,…]',
  'network list',
  'network show',
  'network switch <id>',
  'lab attacks',
  'lab attack <name>',
  'lab traffic <what> [--rate n]',
  'lab status',
  'help [command…]',
]

test('the commands and their usage are these', () => {
  expect(COMMANDS.map(usageOf)).toEqual(USAGES)
})

const codeOf = (line: string) => {
  const parsed = parseLine(COMMANDS, line)
  return parsed.ok ? 'OK' : parsed.error.code
}
const requiredOf = (command: Command) =>
  Object.entries(command.arguments).filter(([, parameter]) => parameter.need === 'required')

describe.each(COMMANDS.map(command => ({ name: command.name, command })))('$name', ({ name, command }) => {
  test('names are unique over arguments and options, one word each, and only the last argument takes the rest', () => {
    const names = [...Object.keys(command.arguments), ...Object.keys(command.options)]
    expect(new Set(names).size).toBe(names.length)
    expect(
      Object.keys(command.options).every(option => /^[a-z][a-zA-Z]*$/.test(option) && option !== 'json'),
    ).toBe(true)
    const needs = Object.values(command.arguments).map(({ need }) => need)
    expect(needs.slice(0, -1)).not.toContain('rest')
  })

  test('an unknown option is refused by name, with the usage', () => {
    const parsed = parseLine(COMMANDS, `${name} --nonsense 1`)
    expect(parsed).toMatchObject({ ok: false, error: { code: 'OPTION_UNKNOWN' } })
    expect(parsed.ok || parsed.error.message).toContain('--nonsense')
    expect(parsed.ok || parsed.error.message).toContain(`usage: ${usageOf(command)}`)
  })

  test('a missing argument is named', () => {
    const [first] = requiredOf(command)
    const parsed = parseLine(COMMANDS, name)
    if (!first) expect(parsed.ok).toBe(true)
    else {
      expect(parsed).toMatchObject({ ok: false, error: { code: 'ARGUMENT_MISSING' } })
      expect(parsed.ok || parsed.error.message).toContain(`${first[0]}: `)
    }
  })

  test('one argument too many is refused, unless the last takes them all', () => {
    const needs = Object.values(command.arguments).map(({ need }) => need)
    const line = [name, ...needs.map(() => '1'), 'extra'].join(' ')
    expect(codeOf(line)).toBe(needs.includes('rest') ? 'OK' : 'ARGUMENTS_TOO_MANY')
  })

  test('an option is refused without its value and when given twice', () => {
    for (const [option, { need }] of Object.entries(command.options)) {
      const args = requiredOf(command).map(() => '1')
      const once = need === 'flag' ? `--${option}` : `--${option} 1`
      expect(codeOf([name, ...args, once, once].join(' '))).toBe('VALUE_BAD')
      if (need !== 'flag') expect(codeOf([name, ...args, `--${option}`].join(' '))).toBe('ARGUMENT_MISSING')
    }
  })
})
