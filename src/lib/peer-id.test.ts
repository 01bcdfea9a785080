import { peerIdFromString } from '@libp2p/peer-id'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { peerIdFromKey } from '#network/peer-id.ts'
import { isPeerId, parsePeerId } from './peer-id.ts'

/** What libp2p says of a text. */
function isEd25519PeerId(text: string): boolean {
  try {
    const id = peerIdFromString(text)
    return id.type === 'Ed25519' && id.toString() === text
  } catch {
    return false
  }
}

test('the id of every key is one, and no text that differs in a character unless libp2p says so', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const character = fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl')
  fc.assert(
    fc.property(key, fc.nat(51), character, (bytes, at, other) => {
      const id = peerIdFromKey(bytes)
      const changed = id.slice(0, at) + other + id.slice(at + 1)
      expect(isPeerId(id)).toBe(true)
      expect(isPeerId(changed)).toBe(isEd25519PeerId(changed))
    }),
  )
})

test('what is pasted is trimmed; other kinds of peer ids and other texts are refused', () => {
  const id = '12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5'
  expect(parsePeerId(` ${id}\n`)).toEqual({ ok: true, value: id })
  for (const text of ['', 'not a peer id', `${id}1`, 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N']) {
    expect(parsePeerId(text)).toMatchObject({ ok: false, error: { code: 'PEER_ID_BAD' } })
  }
})
