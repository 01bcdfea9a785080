import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryFileStore } from '#testing/memory-file-store.ts'
import { nameOfCid } from './block.ts'
import { exportCar, importCar } from './car.ts'
import { bytesOf, importFile } from './import-file.ts'
import { measureTree } from './measure-tree.ts'
import { readFile as readBack } from './read-file.ts'

/** Against `ipfs-car`, whose encoder (@ipld/unixfs) shares no code with ours. */

const MIB = 1024 * 1024
const TOOL = new URL('../../node_modules/.bin/ipfs-car', import.meta.url).pathname
const run = promisify(execFile)
const signal = new AbortController().signal
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabchain-car-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

function content(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i += 997) bytes[i] = i
  return bytes
}

async function add(bytes: Uint8Array<ArrayBuffer>) {
  const store = memoryFileStore()
  const id = await store.addFile({} as never)
  const added = await importFile(store, id, bytesOf(new Blob([bytes]), signal), () => {})
  return { store, ...added }
}

/** Frozen: every IPFS tool with these defaults gives the same CIDs. */
const CIDS = [
  [1, 'bafkreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu'],
  [MIB, 'bafkreieyiyeoyh4q2rkwn3cuhxtgyv4sghlaqy7njf3ikxr7zivzm73wpq'],
  [MIB + 1, 'bafybeibsuo4odpjvjp6yx66qt73eewnkdp5uz335vcxzconf2sfthb2gdi'],
  [20 * MIB + 5, 'bafybeie7hb32rwx6v2ercf6zest7ijyqcpru2dj5k7suurhnzj4b4evsry'],
] as const

test('"hello world" has the CID that the IPFS documentation gives it', async () => {
  const { cid } = await add(new TextEncoder().encode('hello world'))
  expect(cid.toString()).toBe('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
})

test.each(CIDS)('%i bytes have the CID that ipfs-car gives them', async (length, cid) => {
  const path = join(folder, `${length}.bin`)
  await writeFile(path, content(length))
  await run(TOOL, ['pack', path, '--no-wrap', '--output', `${path}.car`])
  const { stdout } = await run(TOOL, ['roots', `${path}.car`])
  const added = await add(content(length))
  expect(added.cid.toString()).toBe(stdout.trim())
  expect(added.cid.toString()).toBe(cid)
  expect(await measureTree(added.store, added.cid)).toMatchObject({ sizeBytes: length })
})

test('a CAR of ipfs-car is imported, and it reads ours', async () => {
  const bytes = content(3 * MIB + 7)
  const path = join(folder, 'there.bin')
  await writeFile(path, bytes)
  await run(TOOL, ['pack', path, '--no-wrap', '--output', `${path}.car`])
  const store = memoryFileStore()
  const id = await store.addFile({} as never)
  const cid = await importCar(store, id, bytesOf(new Blob([await readFile(`${path}.car`)]), signal), () => {})
  const parts: Uint8Array[] = []
  for await (const part of readBack(store, nameOfCid(cid), { offset: 0 }, signal)) parts.push(part)
  expect(Buffer.concat(parts).equals(bytes)).toBe(true)

  const car = await exportCar(store, cid.toString(), signal)
  const back = join(folder, 'back.car')
  await writeFile(back, new Uint8Array(await car.arrayBuffer()))
  await run(TOOL, ['unpack', back, '--output', join(folder, 'back.bin')])
  expect((await readFile(join(folder, 'back.bin'))).equals(bytes)).toBe(true)
})

test('a folder packed by ipfs-car is imported completely', async () => {
  const a = join(folder, 'a.txt')
  const b = join(folder, 'b.txt')
  await writeFile(a, 'one')
  await writeFile(b, 'two')
  await run(TOOL, ['pack', a, b, '--output', join(folder, 'folder.car')])
  const store = memoryFileStore()
  const id = await store.addFile({} as never)
  const car = new Blob([await readFile(join(folder, 'folder.car'))])
  const cid = await importCar(store, id, bytesOf(car, signal), () => {})
  expect(await measureTree(store, cid)).toEqual({ sizeBytes: 6, storedBytes: expect.any(Number) })
})
