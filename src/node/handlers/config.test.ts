import { expect, test } from 'vitest'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab } from '#testing/single-tab.ts'

const open = () => openSingleTab(testNetwork({}, [testAccount(1)]))

test('lists all values, reads one, and changes one with effect', async () => {
  const { api, node } = await open()
  const threads = node.miner.threads()
  expect(await api.config({})).toEqual({ ok: true, value: { producing: false, keepMining: false, threads } })
  expect(await api.config({ key: 'producing', value: 'true' })).toEqual({
    ok: true,
    value: { producing: true },
  })
  expect(await api.config({ key: 'keepMining', value: 'true' })).toMatchObject({ ok: true })
  expect(node.producer.choice).toEqual({ on: true, keepMining: true })
  expect(await api.config({ key: 'producing' })).toEqual({ ok: true, value: { producing: true } })
  expect(await api.config({ key: 'threads', value: '1' })).toEqual({ ok: true, value: { threads: 1 } })
})

test.each([
  [{ key: 'colour' }, 'CONFIG_UNKNOWN', /"colour"; the settings are producing, keepMining, threads/],
  [{ key: 'toString', value: '1' }, 'CONFIG_UNKNOWN', /toString/],
  [{ value: '1' }, 'REQUEST_BAD', /^key: /],
  [{ key: 'producing', value: 'yes' }, 'VALUE_BAD', /^producing: "yes"/],
  [{ key: 'threads', value: '0' }, 'VALUE_BAD', /^threads: "0"/],
  [{ key: 'threads', value: '999999' }, 'VALUE_BAD', /from 1 to/],
])('%j is refused', async (args, code, message) => {
  const { api, node } = await open()
  const before = node.producer.choice
  expect(await api.config(args)).toMatchObject({
    ok: false,
    error: { code, message: expect.stringMatching(message) },
  })
  expect(node.producer.choice).toEqual(before)
})
