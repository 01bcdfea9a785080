import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { base64 } from '@scure/base'
import { describe, expect, test } from 'vitest'
import { concatBytes, hexToBytes } from '#lib/bytes.ts'
import { MAX_PEM_CHARACTERS } from './limits.ts'
import { pemFromSeed, seedFromPem } from './pem.ts'
import { pkcs8FromSeed } from './pkcs8.ts'

// RFC 8410, section 10.3: the same key without and with its public key.
const RFC_8410 = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----`
const RFC_8410_V2 = `-----BEGIN PRIVATE KEY-----
MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
Z9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PRIVATE KEY-----`
const SEED = hexToBytes('d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842')

describe('PEM of an Ed25519 key', () => {
  test("the RFC's keys are read, with and without attributes and public key", () => {
    expect(seedFromPem(RFC_8410)).toEqual({ ok: true, value: SEED })
    expect(seedFromPem(RFC_8410_V2)).toEqual({ ok: true, value: SEED })
    expect(pemFromSeed(SEED)).toBe(`${RFC_8410}\n`)
  })

  test('OpenSSL reads our keys, and we read its keys', () => {
    const publicKey = createPublicKey(createPrivateKey(pemFromSeed(SEED))).export({ format: 'jwk' })
    expect(publicKey.x).toBe(Buffer.from(ed25519.getPublicKey(SEED)).toString('base64url'))

    const { privateKey } = generateKeyPairSync('ed25519')
    const theirs = Buffer.from(String(privateKey.export({ format: 'jwk' }).d), 'base64url')
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    expect(seedFromPem(pem)).toEqual({ ok: true, value: new Uint8Array(theirs) })
  })

  test('line ends, blanks and text around the block do not matter', () => {
    const pasted = `my key:\r\n${RFC_8410.replaceAll('\n', '\r\n ')}\r\nbye`
    expect(seedFromPem(pasted)).toEqual({ ok: true, value: SEED })
  })

  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { privateKey: p256 } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { privateKey: x25519 } = generateKeyPairSync('x25519')
  const der = pkcs8FromSeed(SEED)
  const otherPublicKey = concatBytes(
    Uint8Array.of(0x81, 0x21, 0x00),
    ed25519.getPublicKey(new Uint8Array(32)),
  )
  test.each([
    ['nothing', '', 'paste all of it'],
    ['a cut end', RFC_8410.slice(0, -10), 'paste all of it'],
    ['a word', 'secret', 'paste all of it'],
    ['damaged base64', RFC_8410.replace('MC4C', 'MC4'), 'base64'],
    [
      'an encrypted key',
      String(privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' })),
      'decrypt it first',
    ],
    ['a public key', String(publicKey.export({ format: 'pem', type: 'spki' })), 'public key'],
    ['a SEC 1 key', String(p256.export({ format: 'pem', type: 'sec1' })), 'EC PRIVATE KEY'],
    ['a P-256 key', String(p256.export({ format: 'pem', type: 'pkcs8' })), 'PKCS#8'],
    ['an X25519 key', String(x25519.export({ format: 'pem', type: 'pkcs8' })), 'another kind'],
    ['another file', 'x'.repeat(MAX_PEM_CHARACTERS + 1), 'characters'],
    [
      'a short key',
      block(Uint8Array.of(0x30, 0x2d, ...der.subarray(2, 13), 0x21, 0x04, 0x1f, ...der.subarray(16, 47))),
      'PKCS#8',
    ],
    [
      'a key of 31 bytes',
      block(
        Uint8Array.of(0x30, 0x2d, ...der.subarray(2, 12), 0x04, 0x21, 0x04, 0x1f, ...der.subarray(16, 47)),
      ),
      '32 bytes',
    ],
    ['a byte too many', block(concatBytes(der, Uint8Array.of(0))), 'not a PKCS#8 structure'],
    ['a cut structure', block(der.subarray(0, 40)), 'not a PKCS#8 structure'],
    ['an empty structure', block(new Uint8Array(0)), 'not a PKCS#8 structure'],
    [
      "another key's public key",
      block(concatBytes(Uint8Array.of(0x30, 0x2e + 35), der.subarray(2), otherPublicKey)),
      'does not belong',
    ],
    [
      'something after the key',
      block(concatBytes(Uint8Array.of(0x30, 0x30), der.subarray(2), Uint8Array.of(5, 0))),
      'something unknown',
    ],
  ])('%s is refused', (_, pem, message) => {
    expect(seedFromPem(pem)).toMatchObject({
      ok: false,
      error: { code: 'PEM_MALFORMED', message: expect.stringContaining(message) },
    })
  })
})

function block(der: Uint8Array): string {
  return `-----BEGIN PRIVATE KEY-----\n${base64.encode(der)}\n-----END PRIVATE KEY-----`
}
