import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, option, required } from './define-command.ts'
import { coins, height, heightOrId, id, integer, text } from './kinds.ts'
import { MAX_LIST } from './limits.ts'
import { addressOrName, recipientOrName } from './own-address.ts'
import { plainBlock, plainMempool, plainTx } from './plain.ts'
import { search } from './search.ts'

/** Payments, and views of the chain and the mempool. */
export const CHAIN_COMMANDS = [
  defineCommand({
    name: 'send',
    summary: CALL_SENTENCES.send,
    arguments: {
      from: required(text, 'one of your addresses, or its name'),
      amount: required(coins, 'how many coins, like 12.5'),
      to: required(text, 'the address that receives them, or the name of one of yours; `burn` destroys them'),
    },
    options: {
      fee: option(coins, 'what the block producer receives; a higher fee is faster'),
      memo: option(text, 'a text that everyone can read'),
      nonce: option(integer(0, Number.MAX_SAFE_INTEGER), 'the nonce of a pending payment to replace'),
    },
    async run({ api }, { from, amount, to, fee, memo, nonce }) {
      const address = await recipientOrName(api, to, 'to')
      return taken(await api.send({ from, to: address, amount, ...defined({ fee, memo, nonce }) }))
    },
  }),
  defineCommand({
    name: 'tx',
    summary: CALL_SENTENCES.tx,
    arguments: { id: required(id, 'the id of a transaction') },
    run: async ({ api }, args) => plainTx(taken(await api.tx(args))),
  }),
  defineCommand({
    name: 'block',
    summary: CALL_SENTENCES.block,
    arguments: { at: required(heightOrId, 'its height or id') },
    run: async ({ api }, { at }) => plainBlock(taken(await api.block({ at }))),
  }),
  defineCommand({
    name: 'blocks',
    summary: CALL_SENTENCES.blocks,
    options: {
      from: option(height, 'the height to start at, going down'),
      limit: option(integer(1, MAX_LIST), 'how many'),
    },
    run: async ({ api }, { from, limit }) => taken(await api.blocks(defined({ from, limit }))),
  }),
  defineCommand({
    name: 'mempool',
    summary: CALL_SENTENCES.mempool,
    run: async ({ api }) => plainMempool(taken(await api.mempool({}))),
  }),
  defineCommand({
    name: 'history',
    summary: CALL_SENTENCES.history,
    arguments: { address: required(text, 'an address, or the name of one of yours') },
    options: { limit: option(integer(1, MAX_LIST), 'how many') },
    async run({ api }, { address, limit }) {
      const args = { address: await addressOrName(api, address, 'address'), ...defined({ limit }) }
      return taken(await api.history(args)).map(plainTx)
    },
  }),
  defineCommand({
    name: 'search',
    summary: 'Finds a block, a transaction, an address or a peer',
    arguments: { text: required(text, 'a height, an id, an address, or one of your names') },
    run: ({ api }, args) => search(api, args.text.trim()),
  }),
]
