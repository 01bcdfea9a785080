import { CALL_SENTENCES } from '#api/call-names.ts'
import type { NetworkRequest } from '#api/calls/networks.ts'
import type { NodeApi } from '#api/calls.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, flag, option, required } from './define-command.ts'
import { coins, count, integer, type Kind, milliseconds, text, truth } from './kinds.ts'
import { activations, addresses, balances } from './list-kinds.ts'
import { addressOrName } from './own-address.ts'

/** The node checks the bounds. */
const number = integer(0, Number.MAX_SAFE_INTEGER)
const word = (label: string, choices: readonly string[]): Kind<string> => ({ ...text, label, choices })

/** `network create`, with every field of the request under the same name. */
export const NETWORK_CREATE_COMMAND = defineCommand({
  name: 'network create',
  summary: CALL_SENTENCES.networkCreate,
  arguments: {
    name: required(text, 'its name'),
    symbol: required(text, 'the symbol of its coin, in capital letters'),
  },
  options: {
    preset: option(
      word('preset', ['classroom', 'fair', 'open', 'classic']),
      'classroom, fair, open or classic; it fills in what you leave out',
    ),
    consensus: option(word('pow|pos|poa', ['pow', 'pos', 'poa']), 'proof of work, stake or authority'),
    spacingMs: option(milliseconds, 'time between blocks'),
    emptyBlocks: flag(truth, 'also produce blocks without transactions'),
    reward: option(coins, 'the reward of a block’s producer'),
    halvingInterval: option(number, 'blocks after which the reward halves; 0 for never'),
    blockBytes: option(number, 'the largest size of a block'),
    blockTransactions: option(number, 'the most transactions of a block'),
    blockGas: option(count, 'the most gas of a block'),
    finalityDepth: option(
      number,
      'pow: blocks after which a block is final; otherwise blocks that may wait for a majority',
    ),
    futureMs: option(milliseconds, 'how far a block may be ahead of the clock'),
    premine: option(coins, 'your balance at height 0'),
    allocations: option(balances, 'balances of others at height 0'),
    halflifeMs: option(milliseconds, 'pow: the delay that halves the difficulty'),
    minHashes: option(count, 'pow: the least number of hashes per block'),
    epochSlots: option(number, 'pos: slots per epoch'),
    unbondingEpochs: option(number, 'pos: epochs until a withdrawn stake is free'),
    minStake: option(coins, 'pos: the least stake'),
    burnPercent: option(number, 'pos: how much of a double signer’s stake burns'),
    reporterPercent: option(number, 'pos: how much of it the reporter receives'),
    stake: option(coins, 'pos: your stake at height 0'),
    stakes: option(balances, 'pos: stakes of others at height 0'),
    timeoutMs: option(milliseconds, 'poa: time after which the next authority takes over'),
    authorities: option(addresses, 'poa: authorities that take turns after you'),
    activations: option(activations, 'later versions of the rules and the heights at which they take effect'),
  },
  async run({ api }, { name, symbol, authorities, allocations, stakes, ...rest }) {
    const lists = {
      authorities: authorities && (await addressesOf(api, authorities, 'authorities')),
      allocations: allocations && (await balancesOf(api, allocations, 'allocations')),
      stakes: stakes && (await balancesOf(api, stakes, 'stakes')),
    }
    return taken(await api.networkCreate({ name, symbol, ...defined({ ...rest, ...lists }) }))
  },
})

type Balance = NonNullable<NetworkRequest['allocations']>[number]

/** Replaces names of own addresses by the addresses. */
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
