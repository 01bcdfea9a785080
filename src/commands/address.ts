import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { secret, text } from './kinds.ts'
import { plainAddress } from './plain.ts'

/** The addresses of this tab's wallet: `address …`. */
export const ADDRESS_COMMANDS = [
  defineCommand({
    name: 'address new',
    summary: CALL_SENTENCES.addressNew,
    arguments: { name: required(text, 'a name for it') },
    run: async ({ api }, { name }) => taken(await api.addressNew({ name })),
  }),
  defineCommand({
    name: 'address list',
    summary: CALL_SENTENCES.addressList,
    run: async ({ api }) => taken(await api.addressList({})).map(plainAddress),
  }),
  defineCommand({
    name: 'address rename',
    summary: CALL_SENTENCES.addressRename,
    arguments: { name: required(text, 'its name'), to: required(text, 'the new name') },
    run: async ({ api }, { name, to }) => taken(await api.addressRename({ name, to })),
  }),
  defineCommand({
    name: 'address export',
    summary: CALL_SENTENCES.addressExport,
    arguments: { name: required(text, 'its name') },
    run: async ({ api }, { name }) => taken(await api.addressExport({ name })),
  }),
  defineCommand({
    name: 'address import',
    summary: CALL_SENTENCES.addressImport,
    arguments: { name: required(text, 'a name for it'), pem: required(secret, 'the key as PEM (PKCS#8)') },
    run: async ({ api }, { name, pem }) => taken(await api.addressImport({ name, pem })),
  }),
]
