import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCertificate, selfSignedCertificate } from './certificate.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabchain-certificate-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a self-signed certificate covers its hosts, is for servers only, and its key is private', async () => {
  const { cert, key } = await selfSignedCertificate(folder, ['localhost', '127.0.0.1', '192.168.1.5'])
  const x509 = new X509Certificate(cert)
  expect(x509.checkHost('localhost')).toBe('localhost')
  expect(x509.checkIP('192.168.1.5')).toBe('192.168.1.5')
  expect(x509.checkIP('192.168.1.6')).toBeUndefined()
  expect(x509.ca).toBe(false)
  expect(key).toContain('PRIVATE KEY')
  expect((await stat(join(folder, 'key.pem'))).mode & 0o077).toBe(0)
})

test('it is reused while it covers the hosts, and replaced for another address or when it is damaged', async () => {
  const first = await selfSignedCertificate(folder, ['localhost'])
  expect(await selfSignedCertificate(folder, ['localhost'])).toEqual(first)
  const second = await selfSignedCertificate(folder, ['localhost', '10.0.0.7'])
  expect(second.cert).not.toBe(first.cert)
  expect(await selfSignedCertificate(folder, ['localhost'])).toEqual(second)

  await writeFile(join(folder, 'cert.pem'), 'damaged')
  const third = await selfSignedCertificate(folder, ['localhost'])
  expect(new X509Certificate(third.cert).checkHost('localhost')).toBe('localhost')
})

test('a file that is missing, not PEM, or of another pair is named with its option', async () => {
  await selfSignedCertificate(folder, ['localhost'])
  const own = (name: string) => join(folder, name)
  await expect(readCertificate(own('nothing.pem'), own('key.pem'))).rejects.toMatchObject({
    code: 'CERT_UNREADABLE',
    message: expect.stringMatching(/^--cert .*nothing\.pem cannot be read/),
  })
  await expect(readCertificate(own('cert.pem'), own('nothing.pem'))).rejects.toMatchObject({
    message: expect.stringMatching(/^--key .*nothing\.pem cannot be read/),
  })

  await writeFile(own('text.pem'), 'hello')
  await expect(readCertificate(own('text.pem'), own('key.pem'))).rejects.toMatchObject({
    message: expect.stringMatching(/are not a certificate and its private key/),
  })

  await selfSignedCertificate(own('other'), ['localhost'])
  await expect(readCertificate(own('cert.pem'), own('other/key.pem'))).rejects.toMatchObject({
    message: expect.stringMatching(/are not a certificate and its private key/),
  })
})
