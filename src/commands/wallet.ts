import { taken } from './command-error.ts'
import { defineCommand, given, option, required, rest } from './define-command.ts'
import { content } from './file-kinds.ts'
import { newSecret, secret } from './kinds.ts'

/** The keys as a whole: `wallet …`. */
export const WALLET_COMMANDS = [
  defineCommand({
    name: 'wallet phrase',
    summary: 'Shows the words that all your addresses come from; whoever has them can spend your coins',
    run: async ({ api }) => taken(await api.walletPhrase({})),
  }),
  defineCommand({
    name: 'wallet encrypt',
    summary:
      'Closes your keys with a password, or with another one; without it only the words bring them back',
    arguments: { password: required(newSecret, 'the new password, at least 8 characters') },
    run: async ({ api }, args) => taken(await api.walletEncrypt(args)),
  }),
  defineCommand({
    name: 'wallet lock',
    summary: 'Forgets your keys until the password is given; nothing is signed meanwhile',
    run: async ({ api }) => taken(await api.walletLock({})),
  }),
  defineCommand({
    name: 'wallet unlock',
    summary: 'Opens your keys until you lock them, or close this tab',
    arguments: { password: required(secret, 'the password') },
    run: async ({ api }, args) => taken(await api.walletUnlock(args)),
  }),
  defineCommand({
    name: 'wallet backup',
    summary: 'Makes a file of your words and imported keys, closed with a password',
    arguments: { password: required(newSecret, 'a password for the file, at least 8 characters') },
    async run({ api }, args) {
      const { file, name } = taken(await api.walletBackup(args))
      return { bytes: new Uint8Array(await file.arrayBuffer()), name }
    },
  }),
  defineCommand({
    name: 'wallet restore',
    summary: 'Brings back the addresses of a phrase or a backup; those that are here stay',
    arguments: { phrase: rest(secret, 'the words') },
    options: {
      backup: option(content, 'a file that `wallet backup` made, instead of the words'),
      password: option(secret, 'of the backup'),
    },
    run: async ({ api }, args) => taken(await api.walletRestore(given(args))),
  }),
]
