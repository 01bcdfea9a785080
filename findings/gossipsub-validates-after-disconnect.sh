#!/usr/bin/env bash
# gossipsub still calls the topic validator for a peer that has disconnected.
#
# @libp2p/gossipsub 17.1.1 with libp2p 3.3.11, Node 20.20: messages that were read from a peer before its
# connection ended are still validated after `peer:disconnect` was emitted and `getConnections()` is empty. The
# validator gets no sign that its peer is gone. Of 4 000 messages, where the receiver hangs up at the 100th, 205
# are validated, 104 of them after the disconnect.
#
# So a validator must not wait for anything on the peer's link (a handshake, an answer) without checking that the
# link still exists. Otherwise each message would hold a place until the wait times out, and a peer that floods
# and is cut off would block everyone else's messages in the meantime.
#
# Prints one line of JSON and fails once no message is validated after the disconnect any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error libp2p@3.3.11 @libp2p/gossipsub@17.1.1 @libp2p/identify@4.1.14 \
  @libp2p/memory@2.0.15 @libp2p/plaintext@3.0.26 @chainsafe/libp2p-yamux@8.0.1 >/dev/null

# libp2p needs this; Node has it from version 22 on.
cat > with-resolvers.mjs <<'JS'
Promise.withResolvers ??= () => {
  const made = {}
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }))
  return made
}
JS

cat > main.mjs <<'JS'
import './with-resolvers.mjs'
import { yamux } from '@chainsafe/libp2p-yamux'
import { gossipsub, TopicValidatorResult } from '@libp2p/gossipsub'
import { identify } from '@libp2p/identify'
import { memory } from '@libp2p/memory'
import { plaintext } from '@libp2p/plaintext'
import { createLibp2p } from 'libp2p'

const start = name =>
  createLibp2p({
    addresses: { listen: [`/memory/${name}`] },
    transports: [memory()],
    connectionEncrypters: [plaintext()],
    streamMuxers: [yamux()],
    services: { identify: identify(), pubsub: gossipsub({ floodPublish: true }) },
  })
const pause = ms => new Promise(resolve => setTimeout(resolve, ms))
const [sender, receiver] = [await start('sender'), await start('receiver')]

const validated = { before: 0, after: 0 }
let isGone = false
receiver.addEventListener('peer:disconnect', () => {
  isGone = true
})
receiver.services.pubsub.topicValidators.set('topic', async peer => {
  validated[isGone ? 'after' : 'before']++
  if (validated.before === 100 && !isGone) void receiver.hangUp(peer)
  return TopicValidatorResult.Ignore
})
for (const { services } of [sender, receiver]) services.pubsub.subscribe('topic')
await sender.dial(receiver.getMultiaddrs()[0])
while (sender.services.pubsub.getSubscribers('topic').length === 0) await pause(20)

const messages = Array.from({ length: 4_000 }, (_, i) => new TextEncoder().encode(`message ${i}`))
// Messages that are published after the receiver has gone have no recipient.
await Promise.all(messages.map(bytes => sender.services.pubsub.publish('topic', bytes).catch(() => {})))
while (!isGone) await pause(20)
await pause(1_000)
console.log(JSON.stringify({ ...validated, connections: receiver.getConnections().length }))
process.exit(validated.after > 0 ? 0 : 1)
JS
node main.mjs
