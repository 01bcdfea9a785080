import { Dexie } from 'dexie'
import { describe, expect, test } from 'vitest'
import { StorageError } from './chain-store.ts'
import { isConnectionLost, storageFaultFrom } from './storage-fault.ts'

describe('faults', () => {
  test.each([
    ['QuotaExceededError', 'STORAGE_FULL'],
    ['VersionError', 'STORAGE_NEWER_SCHEMA'],
    ['SecurityError', 'STORAGE_UNAVAILABLE'],
    ['InvalidStateError', 'STORAGE_UNAVAILABLE'],
    ['DataCloneError', 'STORAGE_FAILED'],
  ])('%s is %s', (name, code) => {
    expect(storageFaultFrom(new DOMException('it says', name)).code).toBe(code)
  })

  test('the reason is found inside what Dexie wraps around it', () => {
    const quota = new DOMException('full', 'QuotaExceededError')
    expect(storageFaultFrom(new Dexie.AbortError(quota)).code).toBe('STORAGE_FULL')
    expect(storageFaultFrom(new Dexie.BulkError('1 of 2 failed', [quota])).code).toBe('STORAGE_FULL')
  })

  test('a fault that has its code keeps it', () => {
    const fault = new StorageError('STORAGE_TIMEOUT', 'slow')
    expect(storageFaultFrom(fault)).toBe(fault)
  })

  test('whatever else was thrown', () => {
    expect(storageFaultFrom(undefined).code).toBe('STORAGE_FAILED')
    expect(storageFaultFrom('text', 'STORAGE_UNAVAILABLE').code).toBe('STORAGE_UNAVAILABLE')
  })

  test('a lost connection is worth another try, a full disk is not', () => {
    expect(isConnectionLost(new Dexie.DatabaseClosedError())).toBe(true)
    expect(isConnectionLost(new DOMException('server lost', 'UnknownError'))).toBe(true)
    expect(isConnectionLost(new DOMException('full', 'QuotaExceededError'))).toBe(false)
  })
})
