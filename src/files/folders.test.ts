import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memoryFileStore } from '#testing/memory-file-store.ts'
import { nameOfCid } from './block.ts'
import { importFolder } from './import-folder.ts'
import { measureTree } from './measure-tree.ts'
import { entryAt, readEntry } from './read-folder.ts'

const TOOL = new URL('../../node_modules/.bin/ipfs-car', import.meta.url).pathname
const run = promisify(execFile)
const signal = new AbortController().signal
let place: string

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'tabchain-folder-'))
})

afterEach(() => rm(place, { recursive: true }))

const TREE = {
  'notes.txt': 'hello world',
  'autumn/tree.txt': 'a tree',
  'autumn/deep/leaf.txt': 'a leaf',
  'zero.txt': '',
}

async function imported(tree: Readonly<Record<string, string>>) {
  const store = memoryFileStore()
  const id = await store.addFile({} as never)
  const files = Object.entries(tree).map(([path, text]) => ({ path, file: new Blob([text]) }))
  const folder = await importFolder(store, id, files, () => {}, signal)
  return { store, ...folder, cid: nameOfCid(folder.cid), root: folder.cid }
}

async function cidByTool(tree: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(place, 'folder')
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await run(TOOL, ['pack', folder, '--no-wrap', '--output', `${folder}.car`])
  return (await run(TOOL, ['roots', `${folder}.car`])).stdout.trim()
}

test('a folder has the CID that ipfs-car gives it, and its list and files by path', async () => {
  const { store, cid, root, sizeBytes } = await imported(TREE)
  expect(cid).toBe(await cidByTool(TREE))
  expect(sizeBytes).toBe(11 + 6 + 6)
  expect(await measureTree(store, root)).toMatchObject({ sizeBytes })

  const top = await readEntry(store, cid, '', signal)
  expect(top).toMatchObject({
    type: 'folder',
    entries: [
      { name: 'autumn', type: 'folder' },
      { name: 'notes.txt', type: 'file', sizeBytes: 11 },
      { name: 'zero.txt', type: 'file', sizeBytes: 0 },
    ],
  })
  expect(await readEntry(store, cid, 'autumn/deep', signal)).toMatchObject({
    entries: [{ name: 'leaf.txt' }],
  })
  expect(await readEntry(store, cid, 'autumn/tree.txt', signal)).toMatchObject({ type: 'file', sizeBytes: 6 })
  await expect(entryAt(store, cid, 'autumn/nothing.txt', signal)).rejects.toMatchObject({
    code: 'FILE_NO_ENTRY',
  })
})

test('a folder of many files is sharded as other tools do it, and can be read', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, i) => [
      `a file with quite a long name, number ${i}.txt`,
      String(i % 7),
    ]),
  )
  const { store, cid } = await imported(many)
  const folder = await readEntry(store, cid, '', signal)
  expect(folder).toMatchObject({ type: 'folder', more: false })
  if (folder.type === 'folder')
    expect(folder.entries.map(({ name }) => name).sort()).toEqual(Object.keys(many).sort())
  expect(await readEntry(store, cid, 'a file with quite a long name, number 4711.txt', signal)).toMatchObject(
    { sizeBytes: 1 },
  )
})
