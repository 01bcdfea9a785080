import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { BROKEN_TEXTS, ODD_TEXTS } from '#testing/odd-texts.ts'
import { createDraftStore } from './draft-store.ts'
import { openWorkDatabase } from './schema.ts'

test('drafts are stored under their id, and listed by the time when they were saved', async () => {
  const factory = new IDBFactory()
  const store = createDraftStore(openWorkDatabase('work', factory))
  const draft = { id: 'a', name: 'Poll', source: 'one', savedAt: 1 }
  await store.put(draft)
  await store.put({ id: 'b', name: 'Token', source: 'two', savedAt: 2 })
  await store.put({ ...draft, source: 'three', savedAt: 3 })

  const again = createDraftStore(openWorkDatabase('work', factory))
  expect((await again.all()).map(({ id, source }) => `${id} ${source}`)).toEqual(['a three', 'b two'])
  await again.delete('a')
  expect(await again.get('a')).toBeUndefined()
  expect(await again.get('b')).toMatchObject({ name: 'Token' })
})

test('a draft is stored as it was typed, whatever its characters', async () => {
  const factory = new IDBFactory()
  const store = createDraftStore(openWorkDatabase('work', factory))
  const sources = [...Object.values(ODD_TEXTS), ...Object.values(BROKEN_TEXTS)]
  for (const [i, source] of sources.entries()) {
    await store.put({ id: `${i}`, name: `d${source}`, source, savedAt: i })
  }
  const again = createDraftStore(openWorkDatabase('work', factory))
  const kept = (await again.all()).toReversed().map(({ name, source }) => ({ name, source }))
  expect(kept).toEqual(sources.map(source => ({ name: `d${source}`, source })))
})
