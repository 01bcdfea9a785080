import { addFile, copies, type FileInfo, held, rightBytes } from '../../support/files.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked } from '../../support/tab.ts'

const MIB = 1024 * 1024

test('a file outlives the tab that shared it', async ({ newTab }) => {
  const content = { seed: 1, bytes: 20 * MIB }
  const author = await newTab()
  const bob = await newTab()
  const carol = await newTab()
  const tabs = [author, bob, carol]
  await linked(tabs, 2)
  await author.mine(2)

  const note = { seed: 9, bytes: MIB }
  const { cid: noteCid } = await addFile(author, note)
  for (const tab of [bob, carol]) await rightBytes(tab, noteCid, note)

  const { cid, txId, size } = await addFile(author, content)
  expect(size).toBe(content.bytes)
  expect(await rightBytes(bob, cid, content)).toBe(size)
  expect(await rightBytes(carol, cid, content)).toBe(size)
  await author.mine(1)
  await confirmed(tabs, txId)
  const block = await carol.run<{ files: string[] }>('block 3')
  expect(block.files.toSorted()).toEqual([cid, noteCid].toSorted())

  await author.close()
  const dave = await newTab()
  await linked([dave], 1)
  await converged([bob, carol, dave])
  expect(await rightBytes(dave, cid, content)).toBe(size)
  // Repeatedly, from the holders that are left.
  for (let times = 0; times < 50; times++) {
    expect(await rightBytes(dave, noteCid, note), `fetch ${times + 1} of 50`).toBe(note.bytes)
    await dave.run(`file drop ${noteCid}`)
  }
  // Adding it again makes no second record of the same author; another tab's does.
  await held([bob, carol, dave], cid)
  await copies(dave, cid, 3)
  for (const tab of [bob, carol, dave]) expect(tab.errors).toEqual([])
})

test('a holder that leaves is replaced by a tab that nobody asked', async ({ newTab }) => {
  const content = { seed: 2, bytes: 4 * MIB }
  const author = await newTab()
  await author.mine(1)
  const [bob, carol] = [await newTab(), await newTab()]
  await linked([author, bob, carol], 2)

  const { cid, txId } = await addFile(author, content)
  await author.mine(1)
  await confirmed([author, bob, carol], txId)
  await copies(author, cid, 3)

  await author.close()
  const left = [bob, carol, await newTab(), await newTab()]
  await expect(async () => {
    const now = await Promise.all(left.map(tab => tab.run<FileInfo>(`file show ${cid}`)))
    expect(now.filter(({ state }) => state === 'held').length).toBeGreaterThanOrEqual(3)
  }).toPass()
  for (const tab of left) expect(await rightBytes(tab, cid, content)).toBe(content.bytes)
})

test('a reload in the middle of a transfer continues with the blocks that are there', async ({ newTab }) => {
  const content = { seed: 3, bytes: 64 * MIB }
  const author = await newTab()
  const reader = await newTab()
  await linked([author, reader], 1)
  await author.mine(1)
  const { cid } = await addFile(author, content)

  await reader.page.evaluate(cid => void window.tabchain.run(`file fetch ${cid}`).catch(() => {}), cid)
  let before = 0
  await expect(async () => {
    before = (await reader.run<FileInfo>(`file show ${cid}`)).doneBytes
    expect(before).toBeGreaterThan(8 * MIB)
  }).toPass()
  expect(before).toBeLessThan(content.bytes)
  await reader.page.reload()
  await reader.ready()
  // No person asks for it again: the tab continues the fetch by itself.
  await held([reader], cid)
  const peers = await reader.run<{ bytesIn: number }[]>('peers')
  expect(peers.reduce((sum, { bytesIn }) => sum + bytesIn, 0)).toBeLessThan(content.bytes - before + 12 * MIB)
  expect(await rightBytes(reader, cid, content)).toBe(content.bytes)
})

test('mistakes of a person are named, and nothing is left of them', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(1)
  const failure = (line: string, input: object) =>
    tab.page.evaluate(
      ([line, input]) =>
        window.tabchain.run(line, input).then(
          () => 'NONE',
          (error: Error & { code: string }) => error.code,
        ),
      [line, input] as const,
    )
  const bytes = new Uint8Array([1, 2, 3])
  await tab.run('address new poor')
  expect(await failure('file add poor', { name: 'a', bytes })).toBe('BALANCE_TOO_LOW')
  expect(await failure('file add main', { name: 'empty', bytes: new Uint8Array() })).toBe('FILE_EMPTY')
  expect(await failure('file add main', { name: '../up', bytes })).toBe('TX_FILE')
  expect(await failure('file add main', { name: 'a\u0000b', bytes })).toBe('TX_FILE')
  expect(await failure('file add main', { name: 'x'.repeat(1000), bytes })).toBe('TEXT_BAD')
  expect(await failure('file add nobody', { name: 'a', bytes })).toMatch(/ADDRESS|NAME/)
  const cid = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
  expect(await failure(`file get ${cid.slice(0, -1)}`, {})).toBe('CID_BAD')
  expect(await failure('file get QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPBdG', {})).toBe('CID_BAD')
  expect(await failure(`file get ${cid}`, {})).toBe('FILE_UNAVAILABLE')
  expect(await failure(`file read ${cid} 0`, {})).toBe('FILE_NOT_HERE')
  expect(await failure('file import', { bytes })).toBe('CAR_BAD')
  await tab.run(`file drop ${cid}`)

  await tab.run('file quota 16777216')
  const large = await tab.page.evaluate(() =>
    window.tabchain.run('file add main', { name: 'large', bytes: new Uint8Array(17_000_000) }).then(
      () => 'NONE',
      (error: Error & { code: string }) => error.code,
    ),
  )
  expect(large).toBe('FILES_FULL')
  expect(await tab.run('file list')).toEqual([])
  expect(await tab.run('file quota')).toMatchObject({ usedBytes: 0, files: 0 })
})
