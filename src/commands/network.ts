import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { text } from './kinds.ts'
import { NETWORK_CREATE_COMMAND } from './network-create.ts'
import { plainParameters } from './plain-parameters.ts'

/** Getting others in and getting in oneself, and networks of one's own. */
export const NETWORK_COMMANDS = [
  defineCommand({
    name: 'invite',
    summary: 'Makes a link that brings another tab into this network',
    run: async ({ api }) => taken(await api.invite({})),
  }),
  defineCommand({
    name: 'join',
    summary: 'Connects to who made an invite; one of another network is opened in this tab',
    arguments: { link: required(text, 'an invite link') },
    async run({ api, effects }, { link }) {
      const invite = taken(await api.join({ link }))
      if (!invite.sameNetwork) effects.openLink(invite.link)
      return invite
    },
  }),
  NETWORK_CREATE_COMMAND,
  defineCommand({
    name: 'network list',
    summary: 'Lists the networks that you founded or were invited to, the running one first',
    run: async ({ api }) => taken(await api.networkList({})),
  }),
  defineCommand({
    name: 'network show',
    summary: 'Shows the running network with all its parameters',
    async run({ api }) {
      const { parameters, ...network } = taken(await api.networkShow({}))
      return { ...network, parameters: plainParameters(parameters) }
    },
  }),
  defineCommand({
    name: 'network switch',
    summary: 'Opens another of your networks in this tab',
    arguments: { id: required(text, 'its id, the beginning of it, or its name') },
    async run({ api, effects }, { id }) {
      const network = taken(await api.networkSwitch({ id }))
      if (!network.current) effects.openLink(network.link)
      return network
    },
  }),
]
