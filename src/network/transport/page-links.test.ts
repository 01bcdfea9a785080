import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { afterEach, expect, test } from 'vitest'
import { hexToBytes } from '#lib/bytes.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { claimBytes } from '#lib/signaling-proof.ts'
import { until } from '#testing/until.ts'
import type { LinkCommand } from '../link-messages.ts'
import { PageLinks } from './page-links.ts'

const NODE = { host: 'tabs.example', port: 443, path: '/signal/', secure: true, networkId: 'ab'.repeat(32) }

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

test('a challenge of the server is signed as a claim of the own id at that server, and nothing else is', async () => {
  const key = await generateKeyPairFromSeed('Ed25519', new Uint8Array(32).fill(7))
  const peerId = key.publicKey.toString() as PeerId
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const commands: LinkCommand[] = []
  port1.onmessage = ({ data }: MessageEvent<LinkCommand>) => commands.push(data)
  const proofs = () => commands.flatMap(command => (command.type === 'proof' ? command : []))

  const links = new PageLinks(port2, {
    onSignaling: () => {},
    onIceServers: () => {},
    onIncoming: () => {},
    onWake: () => {},
    sign: async bytes => key.sign(bytes),
  })
  links.open(peerId, [NODE])
  for (const nonce of ['', 'two\nlines', 'x'.repeat(65)])
    port1.postMessage({ type: 'challenge', server: 0, nonce })
  port1.postMessage({ type: 'challenge', server: 0, nonce: 'a-good_1' })

  await until(() => expect(proofs()).toHaveLength(1))
  const [proof] = proofs()
  expect(proof).toMatchObject({ nonce: 'a-good_1', host: 'tabs.example' })
  const claim = { host: 'tabs.example', networkId: NODE.networkId, peerId, nonce: 'a-good_1' }
  expect(await key.publicKey.verify(claimBytes(claim), hexToBytes(proof?.signature ?? ''))).toBe(true)
})
