import { beforeEach, expect, test } from 'vitest'
import { MAX_FILE_NAME_BYTES, MAX_MEDIA_TYPE_BYTES, MAX_MEMO_BYTES } from '#chain/limits.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'

const CID = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
const record = { from: 'main', cid: CID, name: 'tree.png', sizeBytes: 4_096 }

let single: SingleTab
beforeEach(async () => {
  single = await openSingleTab(testNetwork({}, [testAccount(1)]))
})

test('a record is in the block, with its description of the file', async () => {
  const { api, mine } = single
  const sent = await api.fileRecord({ ...record, mediaType: 'image/png', note: 'in autumn', fee: 2_000n })
  await mine()
  const tx = sent.ok ? await api.tx({ id: sent.value.txId }) : sent
  expect(tx).toMatchObject({
    ok: true,
    value: {
      kind: 'file',
      feeOffered: 2_000n,
      detail: { cid: CID, name: 'tree.png', sizeBytes: '4096', mediaType: 'image/png', note: 'in autumn' },
    },
  })
  expect(await api.block({ at: '1' })).toMatchObject({ ok: true, value: { files: [CID] } })
})

test('the error for a bad record names the field', async () => {
  const { api } = single
  const cases = [
    [{ cid: 'bafy' }, 'CID_BAD', /^cid: /],
    [{ cid: 'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKvMuS' }, 'CID_BAD', /^cid: .*version 1/],
    [{ name: '' }, 'TX_FILE', /^name: /],
    [{ name: 'a/b' }, 'TX_FILE', /^name: /],
    [{ name: 'x'.repeat(MAX_FILE_NAME_BYTES + 1) }, 'TEXT_BAD', /^name: the text has 256 bytes/],
    [{ name: '\ud800' }, 'TEXT_BAD', /^name: .*surrogate/],
    [{ sizeBytes: -1 }, 'VALUE_BAD', /^sizeBytes: /],
    [{ sizeBytes: 0.5 }, 'VALUE_BAD', /^sizeBytes: /],
    [{ mediaType: 'Image/PNG' }, 'TX_FILE', /^mediaType: /],
    [
      { mediaType: `a/${'x'.repeat(MAX_MEDIA_TYPE_BYTES - 1)}` },
      'TEXT_BAD',
      /^mediaType: the text has 128 bytes/,
    ],
    [{ note: 'x'.repeat(MAX_MEMO_BYTES + 1) }, 'TEXT_BAD', /^note: the text has 257 bytes/],
    [{ from: 'nobody' }, 'NAME_UNKNOWN', /nobody/],
    [{ fee: 1n }, 'POOL_FEE_LOW', /fee/],
  ] as const
  for (const [change, code, message] of cases) {
    expect(await api.fileRecord({ ...record, ...change })).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(message) },
    })
  }
  const largest = {
    name: 'x'.repeat(MAX_FILE_NAME_BYTES),
    mediaType: `a/${'x'.repeat(MAX_MEDIA_TYPE_BYTES - 2)}`,
    note: 'x'.repeat(MAX_MEMO_BYTES),
  }
  expect(await api.fileRecord({ ...record, ...largest })).toMatchObject({ ok: true })
})
