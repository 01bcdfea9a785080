import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, option, required } from './define-command.ts'
import { coins, text } from './kinds.ts'
import { plainStakes } from './plain.ts'

const from = required(text, 'one of your addresses, or its name')
const fee = option(coins, 'what the block producer receives; a higher fee is faster')

/** Stakes, which secure a proof-of-stake network. */
export const STAKE_COMMANDS = [
  defineCommand({
    name: 'stake',
    summary: CALL_SENTENCES.stake,
    arguments: { from, amount: required(coins, 'how many coins to add to the stake, like 12.5') },
    options: { fee },
    run: async ({ api }, { from, amount, fee }) =>
      taken(await api.stake({ from, amount, ...defined({ fee }) })),
  }),
  defineCommand({
    name: 'unstake',
    summary: CALL_SENTENCES.unstake,
    arguments: { from, amount: required(coins, 'how many coins to take out of the stake') },
    options: { fee },
    run: async ({ api }, { from, amount, fee }) =>
      taken(await api.unstake({ from, amount, ...defined({ fee }) })),
  }),
  defineCommand({
    name: 'stakes',
    summary: CALL_SENTENCES.stakes,
    run: async ({ api }) => plainStakes(taken(await api.stakes({}))),
  }),
]
