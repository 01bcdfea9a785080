import { describe } from 'vitest'
import { fileStoreSuite } from '#storage/file-store.suite.ts'
import { memoryFileStore } from './memory-file-store.ts'

describe('the store of files in memory', () => {
  fileStoreSuite(async () => ({ store: memoryFileStore(), dispose: async () => {} }))
})
