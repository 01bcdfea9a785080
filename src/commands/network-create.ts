import { CALL_SENTENCES } from '#api/call-names.ts'
import type { NetworkRequest } from '#api/calls/networks.ts'
import type { NodeApi } from '#api/calls.ts'
import { taken } from './command-error.ts'
import { defineCommand, flag, given, option, required } from './define-command.ts'
import { coins, count, integer, type Kind, milliseconds, text, truth } from './kinds.ts'
import { activations, addresses, balances } from './list-kinds.ts'
import { addressOrName } from './own-address.ts'

/** The node knows the bounds. */
const number = integer(0, Number.MAX_SAFE_INTEGER)
const word = (label: string, choices: readonly string[]): Kind<string> => ({ ...text, label, choices })

/** Founding a network: every field of a request, by its name there. */
export const NETWORK_CREATE_COMMAND = defineCommand({
  name: 'network create',
  summary: CALL_SENTENCES.networkCreate,
  arguments: {
    name: required(text, 'what it is called'),
    symbol: required(text, 'its coin, in capital letters'),
  },
  options: {
    preset: option(
      word('preset', ['classroom', 'fair', 'open', 'classic']),
      'classroom, fair, open or classic; it fills in what you leave out',
    ),
    consensus: option(word('pow|pos|poa', ['pow', 'pos', 'poa']), 'proof of work, stake or authority'),
    spacingMs: option(milliseconds, 'time between blocks'),
    emptyBlocks: flag(truth, 'blocks also while no transaction waits'),
    reward: option(coins, 'what a block pays its producer'),
    halvingInterval: option(number, 'blocks after which the reward halves; 0 for never'),
    blockBytes: option(number, 'size of a block'),
    blockTransactions: option(number, 'transactions of a block'),
    blockGas: option(count, 'work of a block, in gas'),
    finalityDepth: option(
      number,
      'pow: blocks, worth as many spacings, after which nothing changes any more; else how many may wait for a majority',
    ),
    futureMs: option(milliseconds, 'how far a block may be ahead of the clock'),
    premine: option(coins, 'what you have at first'),
    allocations: option(balances, 'what others have at first'),
    halflifeMs: option(milliseconds, 'pow: being late by this halves the difficulty'),
    minHashes: option(count, 'pow: hashes that a block takes at least'),
    epochSlots: option(number, 'pos: slots of an epoch'),
    unbondingEpochs: option(number, 'pos: epochs until a withdrawn stake is free'),
    minStake: option(coins, 'pos: the least stake'),
    burnPercent: option(number, 'pos: how much of a double signer’s stake burns'),
    reporterPercent: option(number, 'pos: how much of it whoever reports it gets'),
    stake: option(coins, 'pos: your own stake at first'),
    stakes: option(balances, 'pos: stakes of others at first'),
    timeoutMs: option(milliseconds, 'poa: silence after which the next one may speak'),
    authorities: option(addresses, 'poa: who takes turns after you'),
    activations: option(activations, 'later versions of the rules and from which height they hold'),
  },
  async run({ api }, { name, symbol, authorities, allocations, stakes, ...rest }) {
    const lists = {
      authorities: authorities && (await addressesOf(api, authorities, 'authorities')),
      allocations: allocations && (await balancesOf(api, allocations, 'allocations')),
      stakes: stakes && (await balancesOf(api, stakes, 'stakes')),
    }
    return taken(await api.networkCreate({ name, symbol, ...given({ ...rest, ...lists }) }))
  },
})

type Balance = NonNullable<NetworkRequest['allocations']>[number]

/** Names of own addresses may stand for them. */
async function addressesOf(api: NodeApi, texts: readonly string[], field: string): Promise<string[]> {
  const found: string[] = []
  for (const [i, text] of texts.entries()) found.push(await addressOrName(api, text, `${field}: ${i + 1}`))
  return found
}

async function balancesOf(api: NodeApi, balances: readonly Balance[], field: string): Promise<Balance[]> {
  const found = await addressesOf(
    api,
    balances.map(({ address }) => address),
    field,
  )
  return balances.map((balance, i) => ({ ...balance, address: found[i] ?? balance.address }))
}
