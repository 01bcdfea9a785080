import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { text } from './kinds.ts'

const peerId = required(text, 'the id of a peer, as "peers" shows it')

/** The tabs that this one is linked to or knows: `peers`, `peer …`. */
export const PEER_COMMANDS = [
  defineCommand({
    name: 'peers',
    summary: 'Lists the tabs that this one is linked to',
    run: async ({ api }) => taken(await api.peers({})),
  }),
  defineCommand({
    name: 'peer connect',
    summary: 'Links to a tab',
    arguments: { peerId },
    run: async ({ api, signal }, args) => taken(await api.peerConnect(args, signal)),
  }),
  defineCommand({
    name: 'peer disconnect',
    summary: 'Ends the link to a tab',
    arguments: { peerId },
    run: async ({ api }, args) => taken(await api.peerDisconnect(args)),
  }),
  defineCommand({
    name: 'peer ban',
    summary: 'Ends the link to a tab and takes none from it for a while',
    arguments: { peerId },
    run: async ({ api }, args) => taken(await api.peerBan(args)),
  }),
  defineCommand({
    name: 'peer known',
    summary: 'Lists the tabs that this one remembers',
    run: async ({ api }) => taken(await api.peerKnown({})),
  }),
]
