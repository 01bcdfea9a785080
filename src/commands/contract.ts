import { CALL_SENTENCES } from '#api/call-names.ts'
import type { NodeApi } from '#api/calls.ts'
import { CommandError, taken } from './command-error.ts'
import { argumentList, source, stepList } from './contract-kinds.ts'
import { defineCommand, defined, option, optional, required, rest } from './define-command.ts'
import { coins, count, id, text } from './kinds.ts'
import { plainRehearsal, plainSimulation, plainValue } from './plain.ts'

const from = required(text, 'one of your addresses, or its name')
const address = required(text, 'the contract’s address, tabc1…')
const method = required(text, 'the method’s name')
const args = rest(argumentList, 'its arguments: JSON, 30n for a bigint, 0x00ff for bytes, or text')
const costs = {
  amount: option(coins, 'coins that the contract receives'),
  gasLimit: option(count, 'the most gas that it may use; it is then sent even if it would fail now'),
  fee: option(coins, 'what the block producer receives; a higher fee is faster'),
}

/** Contracts: `contract …`. */
export const CONTRACT_COMMANDS = [
  defineCommand({
    name: 'contract deploy',
    summary: CALL_SENTENCES.contractDeploy,
    arguments: { from, args },
    options: {
      source: option(source, 'its source, best passed as input'),
      template: option(text, 'one of `contract templates`, instead of a source'),
      ...costs,
    },
    async run({ api }, { from, source, template, ...rest }) {
      const code = source ?? (await templateSource(api, template))
      return taken(await api.contractDeploy({ from, source: code, ...defined(rest) }))
    },
  }),
  defineCommand({
    name: 'contract templates',
    summary: CALL_SENTENCES.contractTemplates,
    async run({ api }) {
      const templates = taken(await api.contractTemplates({}))
      return templates.map(({ name, title, summary }) => ({ name, title, summary }))
    },
  }),
  defineCommand({
    name: 'contract call',
    summary: CALL_SENTENCES.contractCall,
    arguments: { from, address, method, args },
    options: { ...costs, expected: option(id, 'hash of the expected changes, from `contract simulate`') },
    run: async ({ api }, { from, address, method, ...rest }) =>
      taken(await api.contractCall({ from, address, method, ...defined(rest) })),
  }),
  defineCommand({
    name: 'contract view',
    summary: CALL_SENTENCES.contractView,
    arguments: { address, method, args },
    options: { from: option(text, 'the caller: an address, or the name of one of yours') },
    async run({ api }, { address, method, ...rest }) {
      const { value, gas } = taken(await api.contractView({ address, method, ...defined(rest) }))
      return { value: plainValue(value), gas: gas.toString() }
    },
  }),
  defineCommand({
    name: 'contract simulate',
    summary: CALL_SENTENCES.contractSimulate,
    arguments: {
      from: required(text, 'the caller: an address, or the name of one of yours'),
      address: optional(text, 'the contract’s address, tabc1…'),
      method: optional(text, 'the method’s name'),
      args,
    },
    options: { source: option(source, 'source of a contract to deploy'), ...costs },
    run: async ({ api }, { from, ...rest }) =>
      plainSimulation(taken(await api.contractSimulate({ from, ...defined(rest) }))),
  }),
  defineCommand({
    name: 'contract rehearse',
    summary: CALL_SENTENCES.contractRehearse,
    arguments: {
      from: required(text, 'the deployer and caller: an address, or the name of one of yours'),
      args: rest(argumentList, 'arguments of init'),
    },
    options: {
      source: option(source, 'source of a contract to deploy'),
      address: option(text, 'address of a deployed contract, instead of a source'),
      steps: option(stepList, 'calls: [{"method": "vote", "args": [0], "from": "main", "amount": "1"}]'),
      amount: option(coins, 'coins that the deployment sends'),
    },
    run: async ({ api }, { from, steps = [], ...rest }) =>
      plainRehearsal(taken(await api.contractRehearse({ from, steps, ...defined(rest) }))),
  }),
]

async function templateSource(api: NodeApi, name: string | undefined): Promise<string> {
  if (name === undefined) {
    throw new CommandError(
      'ARGUMENT_MISSING',
      'source: it is missing; give the contract’s source or a --template',
    )
  }
  const templates = taken(await api.contractTemplates({}))
  const template = templates.find(other => other.name === name)
  if (template) return template.source
  const names = templates.map(other => other.name).join(', ')
  throw new CommandError('TEMPLATE_UNKNOWN', `template: there is no template ${name}; choose one of ${names}`)
}
