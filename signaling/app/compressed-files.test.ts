import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CompressedFiles, chooseEncoding, type FileVersion } from './compressed-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabchain-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function file(name: string, content: string): Promise<FileVersion> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { size, mtimeMs } = await stat(path)
  return { path, sizeBytes: size, modifiedMs: mtimeMs }
}

test('the memory for compressed files is bounded: the oldest are dropped first, and read again on demand', async () => {
  const files = new CompressedFiles(250)
  const versions = await Promise.all(['a', 'b', 'c', 'd'].map(name => file(name, name.repeat(100))))
  for (const version of versions) {
    expect(String(await files.read(version, 'identity'))).toMatch(/^(.)\1{99}$/)
    expect(files.bytes).toBeLessThanOrEqual(250)
  }
  await Promise.all([...versions, ...versions].map(version => files.read(version, 'identity')))
  expect(files.bytes).toBeLessThanOrEqual(250)
  expect(String(await files.read(versions[0] as FileVersion, 'identity'))).toBe('a'.repeat(100))
})

test('a file that vanished fails, and is served when it is back', async () => {
  const files = new CompressedFiles()
  const version = await file('a', 'content')
  await rm(version.path)
  await expect(files.read(version, 'br')).rejects.toThrow('ENOENT')
  expect(files.bytes).toBe(0)
  await writeFile(version.path, 'content')
  expect(String(await files.read(version, 'identity'))).toBe('content')
})

test.each([
  [undefined, 1000, 'identity'],
  ['', 1000, 'identity'],
  ['gzip, deflate, br, zstd', 1000, 'br'],
  ['gzip;q=1.0, BR;q=0.5', 1000, 'br'],
  ['br;q=0, gzip', 1000, 'gzip'],
  ['br;q=x', 1000, 'identity'],
  ['br', 17 * 1024 * 1024, 'identity'],
])('of %j for %i bytes it takes %s', (accept, sizeBytes, expected) => {
  expect(chooseEncoding(accept, sizeBytes)).toBe(expected)
})
