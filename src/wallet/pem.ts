import { base64 } from '@scure/base'
import { fail, type Result } from '#lib/result.ts'
import { MAX_PEM_CHARACTERS } from './limits.ts'
import { type KeyFailure, pkcs8FromSeed, seedFromPkcs8 } from './pkcs8.ts'

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/
const LINE_CHARACTERS = 64

/** An Ed25519 private key as PKCS#8 in PEM (RFC 7468), as OpenSSL writes it. */
export function pemFromSeed(seed: Uint8Array): string {
  const text = base64.encode(pkcs8FromSeed(seed))
  const lines = text.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}

/**
 * The 32-byte seed of the first PEM block in a pasted text. Encrypted keys and other kinds are refused with
 * the remedy.
 */
export function seedFromPem(pem: string): Result<Uint8Array, KeyFailure> {
  if (pem.length > MAX_PEM_CHARACTERS)
    return malformed(
      `it has ${pem.length} characters; a key has fewer than ${MAX_PEM_CHARACTERS}; choose another file`,
    )
  const [, label, text] = BLOCK.exec(pem) ?? []
  if (label === undefined || text === undefined)
    return malformed('paste all of it, from "-----BEGIN PRIVATE KEY-----" to "-----END PRIVATE KEY-----"')
  if (label !== 'PRIVATE KEY') return malformed(labelProblem(label))

  const der = decodeBase64(text)
  return der ? seedFromPkcs8(der) : malformed('its base64 text is damaged; copy it again')
}

function labelProblem(label: string): string {
  if (label === 'ENCRYPTED PRIVATE KEY')
    return 'it is encrypted; decrypt it first (openssl pkey -in key.pem -out plain.pem)'
  if (label === 'PUBLIC KEY') return 'it is a public key; the private key is needed'
  return `it is a "${label}"; an unencrypted PKCS#8 "PRIVATE KEY" is needed`
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return base64.decode(text.replace(/\s/g, ''))
  } catch {
    return undefined
  }
}

const malformed = (problem: string) => fail('PEM_MALFORMED', `pem: ${problem}`)
