import { addFile, copies, held, rightBytes } from '../support/files.ts'
import { expect, test } from '../support/journey.ts'
import { confirmed, converged, linked } from '../support/tab.ts'

const MIB = 1024 * 1024

test('a file outlives the tab that shared it', async ({ newTab }) => {
  const content = { seed: 1, bytes: 20 * MIB }
  const author = await newTab()
  const bob = await newTab()
  const carol = await newTab()
  const tabs = [author, bob, carol]
  await linked(tabs, 2)
  await author.mine(2)

  const { cid, txId, size } = await addFile(author, content)
  expect(size).toBe(content.bytes)
  expect(await rightBytes(bob, cid, content)).toBe(size)
  expect(await rightBytes(carol, cid, content)).toBe(size)
  await author.mine(1)
  await confirmed(tabs, txId)
  const block = await carol.run<{ files: string[] }>('block 3')
  expect(block.files).toEqual([cid])

  await author.close()
  const dave = await newTab()
  await linked([dave], 1)
  await converged([bob, carol, dave])
  expect(await rightBytes(dave, cid, content)).toBe(size)
  // Adding it again is no second record of the same author; another tab's is one.
  await held([bob, carol, dave], cid)
  await copies(dave, cid, 3)
  for (const tab of [bob, carol, dave]) expect(tab.errors).toEqual([])
})
