import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { source } from './contract-kinds.ts'
import { defineCommand, defined, option, required } from './define-command.ts'
import { text } from './kinds.ts'

const id = required(text, 'the draft’s id, from `draft list`')

/** Drafts of contracts: `draft …`. */
export const DRAFT_COMMANDS = [
  defineCommand({
    name: 'draft list',
    summary: CALL_SENTENCES.draftList,
    run: async ({ api }) => taken(await api.draftList({})),
  }),
  defineCommand({
    name: 'draft save',
    summary: CALL_SENTENCES.draftSave,
    arguments: { name: required(text, 'its name') },
    options: {
      source: option(source, 'the source'),
      id: option(text, 'id of the draft to change; without it a new one'),
    },
    run: async ({ api }, { name, source = '', id }) =>
      taken(await api.draftSave({ name, source, ...defined({ id }) })),
  }),
  defineCommand({
    name: 'draft delete',
    summary: CALL_SENTENCES.draftDelete,
    arguments: { id },
    run: async ({ api }, { id }) => taken(await api.draftDelete({ id })),
  }),
]
