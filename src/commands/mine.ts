import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, flag, option } from './define-command.ts'
import { integer, truth } from './kinds.ts'
import { MAX_ASKED_THREADS } from './limits.ts'
import { plainBlock } from './plain.ts'

/** Block production: `mine …`. */
export const MINE_COMMANDS = [
  defineCommand({
    name: 'mine start',
    summary: CALL_SENTENCES.mineStart,
    options: {
      threads: option(integer(1, MAX_ASKED_THREADS), 'how many processor threads to use'),
      keep: flag(truth, 'mine even without pending transactions'),
    },
    run: async ({ api }, { threads, keep }) =>
      taken(await api.mineStart(defined({ threads, keepMining: keep }))),
  }),
  defineCommand({
    name: 'mine stop',
    summary: CALL_SENTENCES.mineStop,
    run: async ({ api }) => taken(await api.mineStop({})),
  }),
  defineCommand({
    name: 'mine once',
    summary: CALL_SENTENCES.mineOnce,
    run: async ({ api, signal }) => plainBlock(taken(await api.mineOnce({}, signal))),
  }),
]
