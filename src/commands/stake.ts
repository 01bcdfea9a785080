import { taken } from './command-error.ts'
import { defineCommand, given, option, required } from './define-command.ts'
import { coins, text } from './kinds.ts'
import { plainStakes } from './plain.ts'

const from = required(text, 'one of your addresses, or its name')
const fee = option(coins, 'what the block producer gets; more is faster')

/** What secures a network of proof of stake. */
export const STAKE_COMMANDS = [
  defineCommand({
    name: 'stake',
    summary: 'Puts coins at stake, with which this tab takes its turns to make blocks',
    arguments: { from, amount: required(coins, 'how many coins to add to the stake, like 12.5') },
    options: { fee },
    run: async ({ api }, { from, amount, fee }) =>
      taken(await api.stake({ from, amount, ...given({ fee }) })),
  }),
  defineCommand({
    name: 'unstake',
    summary: 'Takes coins out of a stake; they come back when the unbonding time is over',
    arguments: { from, amount: required(coins, 'how many coins to take out of the stake') },
    options: { fee },
    run: async ({ api }, { from, amount, fee }) =>
      taken(await api.unstake({ from, amount, ...given({ fee }) })),
  }),
  defineCommand({
    name: 'stakes',
    summary: 'Shows who has what at stake, and what of it counts now',
    run: async ({ api }) => plainStakes(taken(await api.stakes({}))),
  }),
]
