import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { ServerFault } from './server-fault.ts'

/** PEM texts. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const DAY_MS = 86_400_000
/** Apple's limit for certificates of servers is 398 days. */
const VALID_DAYS = 390
/** A reused certificate is replaced if fewer days than these are left. */
const RENEW_DAYS = 14

/** The certificate of these PEM files, checked: readable, a pair, not expired. */
export async function readCertificate(certFile: string, keyFile: string): Promise<Certificate> {
  const cert = await readPem('--cert', certFile)
  const key = await readPem('--key', keyFile)
  try {
    createSecureContext({ cert, key })
  } catch (cause) {
    throw new ServerFault(
      'CERT_UNREADABLE',
      `--cert ${certFile} and --key ${keyFile} are not a certificate and its private key in PEM form; check both files.`,
      { cause },
    )
  }
  const { validTo } = new X509Certificate(cert)
  if (Date.parse(validTo) < Date.now())
    throw new ServerFault('CERT_UNREADABLE', `--cert ${certFile} expired on ${validTo}; renew it.`)
  return { cert, key }
}

/**
 * A self-signed certificate for these hosts, stored in `folder`, so that a browser's exception for it lasts.
 */
export async function selfSignedCertificate(folder: string, hosts: readonly string[]): Promise<Certificate> {
  const certFile = join(folder, 'cert.pem')
  const keyFile = join(folder, 'key.pem')
  const kept = await readCertificate(certFile, keyFile).catch(() => undefined)
  if (kept && covers(kept, hosts)) return kept

  // Loaded on demand, because it is most of the server's code.
  const { generate } = await import('selfsigned')
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Tabchain (self-signed)' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map(host => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  })
  await mkdir(folder, { recursive: true })
  await writeFile(keyFile, key, { mode: 0o600 })
  await writeFile(certFile, cert)
  return { cert, key }
}

function covers({ cert }: Certificate, hosts: readonly string[]): boolean {
  const x509 = new X509Certificate(cert)
  const lasts = Date.parse(x509.validTo) > Date.now() + RENEW_DAYS * DAY_MS
  return lasts && hosts.every(host => (isIP(host) ? x509.checkIP(host) : x509.checkHost(host)))
}

async function readPem(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ServerFault(
      'CERT_UNREADABLE',
      `${option} ${file} cannot be read (${reason}); name a readable PEM file.`,
      {
        cause,
      },
    )
  }
}
