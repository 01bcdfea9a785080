import { expect, test } from 'vitest'
import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { copyName, fileNameOf, readDraftFile } from './draft-file.ts'

test.each([
  ['Shared to-do list', 'shared-to-do-list.js'],
  ['Größe & Länge', 'größe-länge.js'],
  ['../../etc', 'etc.js'],
  ['???', 'contract.js'],
])('%s is kept as %s', (name, file) => expect(fileNameOf(name)).toBe(file))

test('a file becomes a draft with its name and its text', async () => {
  expect(await readDraftFile(new File(['a\r\nb'], 'my poll.js'))).toEqual({
    ok: true,
    value: { name: 'my poll', source: 'a\nb' },
  })
})

test('a file that is not a source is refused with its name', async () => {
  const large = await readDraftFile(new File(['x'.repeat(MAX_SOURCE_BYTES + 1)], 'large.js'))
  expect(large).toMatchObject({ ok: false, error: { message: expect.stringContaining('“large.js”') } })
  const binary = await readDraftFile(new File([Uint8Array.of(0xff, 0xfe, 0x00)], 'picture.js'))
  expect(binary).toMatchObject({ error: { code: 'SOURCE_NOT_TEXT' } })
})

test('the name of a copy stays within its bound', () => {
  expect(copyName('Poll')).toBe('Poll (copy)')
  expect(copyName('x'.repeat(DRAFT_NAME_CHARACTERS))).toHaveLength(DRAFT_NAME_CHARACTERS)
})
