import { beforeEach, expect, test } from 'vitest'
import type { NodeApi } from '#api/calls.ts'
import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import { testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab } from '#testing/single-tab.ts'
import { DRAFT_CHARACTERS, DRAFTS_KEPT } from './limits.ts'

let api: NodeApi
beforeEach(async () => {
  api = (await openSingleTab(testNetwork())).api
})

test('a draft is stored, changed under its id, and deleted', async () => {
  const made = await api.draftSave({ name: ' Poll ', source: 'one' })
  if (!made.ok) throw new Error(made.error.message)
  const { id } = made.value
  expect(made.value).toMatchObject({ name: 'Poll', source: 'one' })
  expect(await api.draftSave({ id, name: 'Poll', source: 'two' })).toMatchObject({ ok: true, value: { id } })
  expect(await api.draftList({})).toMatchObject({ ok: true, value: [{ id, source: 'two' }] })
  expect(await api.draftDelete({ id })).toEqual({ ok: true, value: { id } })
  expect(await api.draftList({})).toEqual({ ok: true, value: [] })
})

test.each([
  [{ name: ' ', source: '' }, 'NAME_BAD'],
  [{ name: 'x'.repeat(DRAFT_NAME_CHARACTERS + 1), source: '' }, 'NAME_BAD'],
  [{ name: 'x', source: 'x'.repeat(DRAFT_CHARACTERS + 1) }, 'SOURCE_TOO_LARGE'],
  [{ id: 'nobody', name: 'x', source: '' }, 'DRAFT_UNKNOWN'],
])('the error for a bad draft names the field and the reason', async (draft, code) => {
  expect(await api.draftSave(draft)).toMatchObject({
    ok: false,
    error: { code, message: expect.stringMatching(/^(name|source|id): /) },
  })
})

test('a limited number is stored', async () => {
  for (let i = 0; i < DRAFTS_KEPT; i++) {
    expect((await api.draftSave({ name: `d${i}`, source: '' })).ok).toBe(true)
  }
  expect(await api.draftSave({ name: 'one more', source: '' })).toMatchObject({
    error: { code: 'DRAFTS_TOO_MANY' },
  })
  expect((await api.draftDelete({ id: 'nobody' })).ok).toBe(false)
})
