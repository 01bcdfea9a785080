import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { defineCommand, required } from './define-command.ts'
import { text } from './kinds.ts'

const peerId = required(text, 'the id of a peer, as "peers" shows it')

/** The linked and the known tabs: `peers`, `peer …`. */
export const PEER_COMMANDS = [
  defineCommand({
    name: 'peers',
    summary: CALL_SENTENCES.peers,
    run: async ({ api }) => taken(await api.peers({})),
  }),
  defineCommand({
    name: 'peer connect',
    summary: CALL_SENTENCES.peerConnect,
    arguments: { peerId },
    run: async ({ api, signal }, args) => taken(await api.peerConnect(args, signal)),
  }),
  defineCommand({
    name: 'peer disconnect',
    summary: CALL_SENTENCES.peerDisconnect,
    arguments: { peerId },
    run: async ({ api }, args) => taken(await api.peerDisconnect(args)),
  }),
  defineCommand({
    name: 'peer ban',
    summary: CALL_SENTENCES.peerBan,
    arguments: { peerId },
    run: async ({ api }, args) => taken(await api.peerBan(args)),
  }),
  defineCommand({
    name: 'peer known',
    summary: CALL_SENTENCES.peerKnown,
    run: async ({ api }) => taken(await api.peerKnown({})),
  }),
]
