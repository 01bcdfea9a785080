import { taken } from './command-error.ts'
import { defineCommand, flag, given, option, optional } from './define-command.ts'
import { integer, type Kind, text, truth } from './kinds.ts'
import { MAX_LIST } from './limits.ts'

const configKey: Kind<string> = { ...text, choices: ['producing', 'keepMining', 'threads'] }

/** The node itself: how it is and what it did. */
export const NODE_COMMANDS = [
  defineCommand({
    name: 'status',
    summary: 'Shows the state of this node',
    async run({ api }) {
      const status = taken(await api.status({}))
      return { ...status, fault: status.fault ?? null }
    },
  }),
  defineCommand({
    name: 'events',
    summary: 'Lists what happened, the newest first',
    options: { limit: option(integer(1, MAX_LIST), 'how many') },
    run: async ({ api }, { limit }) => taken(await api.events(given({ limit }))),
  }),
  defineCommand({
    name: 'config',
    summary: 'Shows what is set for this profile, or changes it',
    arguments: {
      key: optional(configKey, 'producing, keepMining or threads'),
      value: optional(text, 'what it is to be'),
    },
    run: async ({ api }, args) => taken(await api.config(given(args))),
  }),
  defineCommand({
    name: 'doctor',
    summary: 'Checks what works in this browser and network, and says why not',
    run: async ({ api }) => taken(await api.doctor({})),
  }),
  defineCommand({
    name: 'reset',
    summary: 'Deletes the chain that this tab holds, which the network gives again, and reloads',
    options: {
      keys: flag(truth, 'delete your addresses too: without the phrase their coins are lost'),
      over: flag(
        truth,
        'go over to the peers’ chain that this tab refuses, and offer its payments there again',
      ),
    },
    async run({ api, effects }, options) {
      const reset = taken(await api.reset(given(options)))
      effects.reload()
      return reset
    },
  }),
  defineCommand({
    name: 'lines',
    summary: 'Lists the lines that were typed in the terminal, the oldest first; secrets are not among them',
    options: {
      add: option(text, 'one more line to keep'),
      clear: flag(truth, 'forget those that are kept'),
    },
    run: async ({ api }, options) => taken(await api.terminalLines(given(options))),
  }),
]
