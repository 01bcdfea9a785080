import { expect, test } from 'vitest'
import { fileKind, recordableType } from './file-kind.ts'

test.each([
  ['cat.png', 'image/png', 'picture', 'image/png'],
  ['cat', 'image/jpeg', 'picture', 'image/jpeg'],
  ['cat.JPG', '', 'picture', 'image/jpeg'],
  ['logo.svg', 'image/svg+xml', 'drawing', 'image/svg+xml'],
  ['song', 'audio/x-wav', 'sound', 'audio/wav'],
  ['film.mov', 'video/quicktime', 'film', 'video/mp4'],
  ['paper', 'application/pdf', 'pdf', 'application/pdf'],
  ['page', 'text/html', 'page', 'text/html'],
  ['page.xhtml', '', 'page', 'text/xhtml'],
  ['main.ts', 'video/mp2t', 'code', 'text/ts'],
  ['a.csv', 'text/csv', 'text', 'text/csv'],
  ['a', 'text/vnd.something', 'text', 'text/plain'],
  ['photos', 'inode/directory', 'folder', 'inode/directory'],
  ['photos.ts', 'inode/directory', 'folder', 'inode/directory'],
  ['a.bin', 'application/x-strange', 'other', 'application/octet-stream'],
  ['constructor', 'constructor', 'other', 'application/octet-stream'],
  ['a.toString', '', 'other', 'application/octet-stream'],
])('%s of %s is shown as %s under %s', (name, mediaType, kind, type) => {
  expect(fileKind({ name, mediaType })).toEqual({ kind, type })
})

test('nothing is shown in an element under a type that could run as a page', () => {
  const types = ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'application/xml']
  for (const mediaType of types) {
    for (const name of ['a', 'a.png', 'a.pdf', 'a.mp4']) {
      const { kind, type } = fileKind({ name, mediaType })
      if (['picture', 'sound', 'film', 'pdf'].includes(kind)) expect(types).not.toContain(type)
    }
  }
})

test('a type is recorded without parameters, or not at all', () => {
  expect(recordableType('text/plain;charset=utf-8')).toBe('text/plain')
  expect(recordableType('Image/PNG')).toBe('image/png')
  expect(recordableType('nonsense')).toBe('')
  expect(recordableType(`a/${'b'.repeat(200)}`)).toBe('')
})
