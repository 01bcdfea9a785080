import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, option, required, rest } from './define-command.ts'
import { content } from './file-kinds.ts'
import { newSecret, secret } from './kinds.ts'

/** The wallet: its phrase, password, backup and restore: `wallet …`. */
export const WALLET_COMMANDS = [
  defineCommand({
    name: 'wallet phrase',
    summary: CALL_SENTENCES.walletPhrase,
    run: async ({ api }) => taken(await api.walletPhrase({})),
  }),
  defineCommand({
    name: 'wallet encrypt',
    summary: CALL_SENTENCES.walletEncrypt,
    arguments: { password: required(newSecret, 'the new password, at least 8 characters') },
    run: async ({ api }, args) => taken(await api.walletEncrypt(args)),
  }),
  defineCommand({
    name: 'wallet lock',
    summary: CALL_SENTENCES.walletLock,
    run: async ({ api }) => taken(await api.walletLock({})),
  }),
  defineCommand({
    name: 'wallet unlock',
    summary: CALL_SENTENCES.walletUnlock,
    arguments: { password: required(secret, 'the password') },
    run: async ({ api }, args) => taken(await api.walletUnlock(args)),
  }),
  defineCommand({
    name: 'wallet backup',
    summary: CALL_SENTENCES.walletBackup,
    arguments: { password: required(newSecret, 'a password for the file, at least 8 characters') },
    async run({ api }, args) {
      const { file, name } = taken(await api.walletBackup(args))
      return { bytes: new Uint8Array(await file.arrayBuffer()), name }
    },
  }),
  defineCommand({
    name: 'wallet restore',
    summary: CALL_SENTENCES.walletRestore,
    arguments: { phrase: rest(secret, 'the phrase') },
    options: {
      backup: option(content, 'a file from `wallet backup`, instead of the phrase'),
      password: option(secret, 'password of the backup'),
    },
    run: async ({ api }, args) => taken(await api.walletRestore(defined(args))),
  }),
]
