import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, flag, option, optional } from './define-command.ts'
import { integer, type Kind, text, truth } from './kinds.ts'
import { MAX_LIST } from './limits.ts'

const configKey: Kind<string> = { ...text, choices: ['producing', 'keepMining', 'threads'] }

/** The node: its status, events, settings and data. */
export const NODE_COMMANDS = [
  defineCommand({
    name: 'status',
    summary: CALL_SENTENCES.status,
    async run({ api }) {
      const status = taken(await api.status({}))
      return { ...status, fault: status.fault ?? null }
    },
  }),
  defineCommand({
    name: 'events',
    summary: CALL_SENTENCES.events,
    options: { limit: option(integer(1, MAX_LIST), 'how many') },
    run: async ({ api }, { limit }) => taken(await api.events(defined({ limit }))),
  }),
  defineCommand({
    name: 'config',
    summary: CALL_SENTENCES.config,
    arguments: {
      key: optional(configKey, 'producing, keepMining or threads'),
      value: optional(text, 'the new value'),
    },
    run: async ({ api }, args) => taken(await api.config(defined(args))),
  }),
  defineCommand({
    name: 'doctor',
    summary: CALL_SENTENCES.doctor,
    run: async ({ api }) => taken(await api.doctor({})),
  }),
  defineCommand({
    name: 'reset',
    summary: CALL_SENTENCES.reset,
    options: {
      keys: flag(truth, 'delete your addresses too: without the phrase their coins are lost'),
      over: flag(
        truth,
        'switch to the chain of the peers that this tab refuses, and send own payments again there',
      ),
    },
    async run({ api, effects }, options) {
      const reset = taken(await api.reset(defined(options)))
      effects.reload()
      return reset
    },
  }),
  defineCommand({
    name: 'lines',
    summary: CALL_SENTENCES.terminalLines,
    options: {
      add: option(text, 'a line to append'),
      clear: flag(truth, 'delete the stored lines'),
    },
    run: async ({ api }, options) => taken(await api.terminalLines(defined(options))),
  }),
]
