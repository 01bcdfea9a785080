import { expect, test } from 'vitest'
import type { BootState } from './boot-state.ts'
import { bootWords } from './boot-words.ts'

type Blocked = Exclude<BootState, { status: 'starting' | 'asked' }>

const blocked: Blocked[] = [
  { status: 'insecure', origin: 'http://192.168.1.5:8080' },
  { status: 'unsupported', missing: ['webrtc'] },
  { status: 'unsupported', missing: ['indexeddb', 'locks'] },
  { status: 'profileTaken', profile: 3 },
  ...['INVITE_TRUNCATED', 'INVITE_CODE_EXPIRED', 'INVITE_NETWORK_UNKNOWN', 'INVITE_TRIES'].map(
    code => ({ status: 'badInvite', code, message: 'invite: it cannot be used' }) as const,
  ),
  { status: 'storage', code: 'STORAGE_FULL', message: 'no room' },
  { status: 'storage', code: 'STORAGE_FAILED', message: 'broken' },
  { status: 'incomplete', message: 'the script of the node did not load' },
  { status: 'crashed', crash: { message: 'boom' } },
]

test.each(blocked)('%o says what is wrong and what to do', state => {
  const words = bootWords(state)
  expect(words.title).not.toBe('')
  expect(words.text).not.toBe('')
  expect(words.remedies.length).toBeGreaterThan(0)
})

test('the words name what is missing, and where the page came from', () => {
  expect(bootWords({ status: 'unsupported', missing: ['indexeddb', 'locks'] }).text).toMatch(
    /IndexedDB.*; and Web Locks/,
  )
  expect(bootWords({ status: 'insecure', origin: 'http://10.0.0.1' }).text).toContain('http://10.0.0.1')
})
