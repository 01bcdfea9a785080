import { describe, expect, test } from 'vitest'
import { createLineReader, parseRequest, parseResponse } from './protocol.ts'

test('a written message is read back', () => {
  expect(parseRequest('{"id":1,"line":"status"}')).toEqual({ ok: true, value: { id: 1, line: 'status' } })
  expect(parseRequest('{"id":1,"cancel":true}')).toEqual({ ok: true, value: { id: 1, cancel: true } })
  expect(parseResponse('{"id":1,"ok":true,"result":[1]}')).toEqual({ id: 1, ok: true, result: [1] })
  const error = { code: 'BAD', message: 'it is' }
  expect(parseResponse(JSON.stringify({ id: 1, ok: false, error }))).toEqual({ id: 1, ok: false, error })
})

test.each([
  '',
  'null',
  '7',
  '{}',
  '{"id":1}',
  '{"id":1.5,"line":"x"}',
  '{"id":1,"line":7}',
  '{"id":1,"cancel":1}',
])('%j is not a request', text => {
  expect(parseRequest(text)).toMatchObject({ ok: false, error: { code: 'REQUEST_BAD' } })
})

test.each([
  '',
  'null',
  '{"ok":true}',
  '{"id":1}',
  '{"id":1,"ok":false}',
  '{"id":1,"ok":false,"error":{"code":1}}',
])('%j is not a response', text => {
  expect(parseResponse(text)).toBeUndefined()
})

describe('lines', () => {
  test('however they are cut, even within a letter', () => {
    const bytes = Buffer.from('eins\nzwei ü\n\ndrei')
    for (let cut = 0; cut <= bytes.length; cut++) {
      const reader = createLineReader(100)
      const lines = [bytes.subarray(0, cut), bytes.subarray(cut)].flatMap(
        chunk => reader.push(chunk) ?? ['!'],
      )
      expect(lines).toEqual(['eins', 'zwei ü', ''])
    }
  })

  test('up to the bound and not beyond, whole or in parts', () => {
    expect(createLineReader(4).push(Buffer.from('abcd\nabcd'))).toEqual(['abcd'])
    expect(createLineReader(4).push(Buffer.from('abcde\n'))).toBeUndefined()
    const reader = createLineReader(4)
    expect(reader.push(Buffer.from('abc'))).toEqual([])
    expect(reader.push(Buffer.from('de'))).toBeUndefined()
  })
})
