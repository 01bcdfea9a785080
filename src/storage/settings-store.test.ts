import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { openKeyDatabase } from './schema.ts'
import { createSettingsStore } from './settings-store.ts'

test('a choice is kept over reloads until it is changed or deleted', async () => {
  const factory = new IDBFactory()
  const db = openKeyDatabase('keys', factory)
  const settings = createSettingsStore(db)
  expect(await settings.get('mining')).toBeUndefined()
  await settings.set('mining', { on: true, threads: 2 })
  await settings.set('theme', 'dark')
  await settings.set('theme', 'light')
  db.close()

  const again = createSettingsStore(openKeyDatabase('keys', factory))
  expect(await again.get<{ threads: number }>('mining')).toEqual({ on: true, threads: 2 })
  expect(await again.all()).toEqual({ mining: { on: true, threads: 2 }, theme: 'light' })
  await again.delete('mining')
  expect(await again.all()).toEqual({ theme: 'light' })
})

test('a value that cannot be stored is reported and changes nothing', async () => {
  const settings = createSettingsStore(openKeyDatabase('keys', new IDBFactory()))
  await settings.set('theme', 'dark')
  await expect(settings.set('theme', () => {})).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  expect(await settings.get('theme')).toBe('dark')
})
