import { expect, test } from 'vitest'
import { COMMANDS } from './registry.ts'

/**
 * The commands that scripts and other tools were promised, with their arguments in order and their options.
 * More may come, these stay: a change here breaks what others have written. `registry.test.ts` has the whole
 * of today's.
 */
const PROMISED: readonly (readonly [name: string, ...parameters: string[]])[] = [
  ['status'],
  ['address new', 'name'],
  ['address list'],
  ['address rename', 'name'],
  ['address export', 'name'],
  ['address import', 'name', 'pem'],
  ['wallet phrase'],
  ['wallet restore', 'phrase'],
  ['wallet lock'],
  ['wallet unlock'],
  ['wallet encrypt'],
  ['wallet backup'],
  ['send', 'from', 'amount', 'to', '--fee', '--memo'],
  ['tx', 'id'],
  ['block', 'at'],
  ['blocks', '--from', '--limit'],
  ['mempool'],
  ['history', 'address'],
  ['search', 'text'],
  ['mine start', '--threads'],
  ['mine stop'],
  ['mine once'],
  ['stake', 'from', 'amount'],
  ['unstake', 'from', 'amount'],
  ['stakes'],
  ['authority add', 'address'],
  ['authority remove', 'address'],
  ['authority list'],
  ['authority admin', 'address'],
  ['contract deploy', 'from', 'args', '--source'],
  ['contract call', 'from', 'address', 'method', 'args'],
  ['contract view', 'address', 'method', 'args'],
  ['contract show', 'address'],
  ['contract simulate', 'from', 'address', 'method', 'args'],
  ['peers'],
  ['peer connect', 'peerId'],
  ['peer disconnect', 'peerId'],
  ['peer ban', 'peerId'],
  ['peer known'],
  ['invite'],
  ['join', 'link'],
  ['network create', 'name', 'symbol', '--consensus'],
  ['network list'],
  ['network switch', 'id'],
  ['network show'],
  ['chain export'],
  ['chain import', '--bytes'],
  ['chain verify'],
  ['chain proof', 'of'],
  ['chain forks'],
  ['events', '--limit'],
  ['config', 'key', 'value'],
  ['doctor'],
  ['reset'],
]

test.each(PROMISED)('%s', (name, ...parameters) => {
  const command = COMMANDS.find(each => each.name === name)
  expect(command).toBeDefined()
  const positional = parameters.filter(parameter => !parameter.startsWith('--'))
  expect(Object.keys(command?.arguments ?? {}).slice(0, positional.length)).toEqual(positional)
  const options = Object.keys(command?.options ?? {}).map(option => `--${option}`)
  expect(options).toEqual(expect.arrayContaining(parameters.filter(parameter => parameter.startsWith('--'))))
})
