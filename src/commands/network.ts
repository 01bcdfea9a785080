import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { text } from './kinds.ts'
import { NETWORK_CREATE_COMMAND } from './network-create.ts'
import { plainParameters } from './plain-parameters.ts'

/** Invites and networks: `invite`, `join`, `network …`. */
export const NETWORK_COMMANDS = [
  defineCommand({
    name: 'invite',
    summary: CALL_SENTENCES.invite,
    run: async ({ api }) => taken(await api.invite({})),
  }),
  defineCommand({
    name: 'join',
    summary: CALL_SENTENCES.join,
    arguments: { link: required(text, 'an invite link, or a join code') },
    async run({ api, effects }, { link }) {
      const invite = taken(await api.join({ link }))
      if (!invite.sameNetwork) effects.openLink(invite.link)
      return invite
    },
  }),
  NETWORK_CREATE_COMMAND,
  defineCommand({
    name: 'network list',
    summary: CALL_SENTENCES.networkList,
    run: async ({ api }) => taken(await api.networkList({})),
  }),
  defineCommand({
    name: 'network show',
    summary: CALL_SENTENCES.networkShow,
    async run({ api }) {
      const { parameters, ...network } = taken(await api.networkShow({}))
      return { ...network, parameters: plainParameters(parameters) }
    },
  }),
  defineCommand({
    name: 'network switch',
    summary: CALL_SENTENCES.networkSwitch,
    arguments: { id: required(text, 'its id, the beginning of it, or its name') },
    async run({ api, effects }, { id }) {
      const network = taken(await api.networkSwitch({ id }))
      if (!network.current) effects.openLink(network.link)
      return network
    },
  }),
]
