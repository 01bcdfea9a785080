import { expect, test } from 'vitest'
import { faultReport } from './fault-report.ts'

const by = { version: '1.2.3', browser: 'A browser', network: 'ab classroom' }
const item = {
  ...({ what: 'block', id: 'cd', height: 12, step: 'apply', time: Date.UTC(2026, 0, 2, 3, 4, 5) } as const),
  message: 'missing journal',
  stack: 'BugError: missing journal\n    at worker.js:1:2',
}

test('a report says which app met what where', () => {
  expect(faultReport([item], by)).toBe(
    [
      'Tabchain 1.2.3',
      'network ab classroom',
      'A browser',
      '',
      'block cd at height 12, step "apply", 2026-01-02T03:04:05.000Z',
      'BugError: missing journal',
      '    at worker.js:1:2',
    ].join('\n'),
  )
})

test('a stack without its message gets it, and of many the newest come first', () => {
  const many = ['a', 'b', 'c', 'd'].map(id => ({ ...item, id, stack: 'apply@worker.js:1:2' }))
  const text = faultReport(many, by)
  expect(text.match(/missing journal/g)).toHaveLength(3)
  expect([...text.matchAll(/block (.) at/g)].map(([, id]) => id)).toEqual(['d', 'c', 'b'])
})
