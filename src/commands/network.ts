import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { text } from './kinds.ts'

/** Getting others in, and getting in oneself. */
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
]
