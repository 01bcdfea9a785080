import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { text } from './kinds.ts'

/** Links without a server, by texts that people send each other: `link …`. */
export const LINK_COMMANDS = [
  defineCommand({
    name: 'link offer',
    summary: CALL_SENTENCES.linkOffer,
    run: async ({ api }) => taken(await api.linkOffer({})),
  }),
  defineCommand({
    name: 'link accept',
    summary: CALL_SENTENCES.linkAccept,
    arguments: { offer: required(text, 'the text of an offer, which `link offer` printed') },
    async run({ api, effects }, { offer }) {
      const read = taken(await api.linkAccept({ offer }))
      if (!read.sameNetwork) effects.openLink(read.link)
      return read
    },
  }),
  defineCommand({
    name: 'link complete',
    summary: CALL_SENTENCES.linkComplete,
    arguments: { answer: required(text, 'the text of the answer, which `link accept` printed') },
    run: async ({ api, signal }, args) => taken(await api.linkComplete(args, signal)),
  }),
]
