import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CallArgs, NodeApi } from '#api/calls.ts'
import { formatAddress } from '#chain/address.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { fail, ok } from '#lib/result.ts'
import { FILES_PARTY, storedTx } from '#storage/history.ts'
import type { FileRow } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { testAccount } from '#testing/chain-builder.ts'
import { txRowOf } from '#testing/chain-rows.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'

const own = formatAddress(testAccount(1).address)
const other = formatAddress(testAccount(2).address)
const HELLO = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
const FIRST = 'bafkreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu'

let app: AppPage
afterEach(() => app.close())

const QUOTA = { quotaBytes: 2e9, usedBytes: 0, pinnedBytes: 0, files: 0, replicas: 3 }

async function open(hash: string, api: Partial<NodeApi> = {}) {
  location.hash = hash
  app = openAppPage(DEFAULT_NETWORK, { fileQuota: async () => ok(QUOTA), ...api })
  const wallet = { name: 'main', position: 0, balance: 50_000_000n, nonce: 0, pendingIn: 0n, pendingOut: 0n }
  await app.db.wallet.put({ ...wallet, address: own, stake: 0n })
}

async function record(cid: string, name: string, sender = own, change: Record<string, string> = {}) {
  const height = (await app.db.txs.count()) + 1
  const detail = { cid, name, sizeBytes: '11', mediaType: 'text/plain', note: 'a note', ...change }
  const parties = [sender, cid, FILES_PARTY]
  const tx = txRowOf(`block ${height}`, height, 0, {
    kind: 'file',
    sender,
    detail,
    parties,
    timestamp: Date.now(),
  })
  await app.db.txs.put(storedTx(tx))
}

const keep = (cid: string, change: Partial<FileRow> = {}) =>
  app.files.files.add({
    ...{
      cid: testCid(cid),
      name: 'kept',
      mediaType: '',
      sizeBytes: 11,
      doneBytes: 11,
      storedBytes: 11,
      state: 'held',
    },
    ...{ pinned: false, cause: 'person', addedAt: Date.now(), bytesPerSecond: 0 },
    ...change,
  })

const holds = (cid: string, peerId: string, now: 0 | 1 = 1) =>
  app.files.holders.put({ cid: testCid(cid), peerId: testPeer(peerId), seenAt: Date.now(), now })

async function choose(files: File[]) {
  const input = () => document.querySelector('input[type="file"]')
  await expect.poll(input).toBeTruthy()
  await userEvent.upload(input() as HTMLInputElement, files)
}

const list = page.getByRole('list', { name: 'Files', exact: true })
const read = (text: string) => async () =>
  ok({ bytes: new TextEncoder().encode(text), sizeBytes: text.length })

test('the list explains itself, then has recorded and kept files, live', async () => {
  await open('#/files')
  app.show()
  await expect.element(page.getByText('No files yet')).toBeVisible()

  await record(HELLO, 'hello.txt')
  await record(FIRST, 'first.bin', other)
  await expect
    .element(list.getByRole('listitem').nth(1))
    .toHaveTextContent(/hello.txt11.B · by main · block #1/)
  await expect.element(list.getByRole('listitem').nth(1)).toHaveTextContent(/0 of 3 copiesNo tab has it now/)
  await holds(HELLO, 'ann')
  await holds(HELLO, 'bob')
  await expect.element(list.getByRole('listitem').nth(1)).toHaveTextContent(/2 of 3 copiesIn other tabs/)
  const id = await keep(HELLO, { state: 'fetching', doneBytes: 5, bytesPerSecond: 2 })
  await expect.element(list.getByRole('listitem').nth(1)).toHaveTextContent(/5.B of 11.B · 2.B\/s · 3 s left/)
  await app.files.files.update(id, { state: 'held', doneBytes: 11, pinned: true })
  await expect.element(list.getByRole('listitem').nth(1)).toHaveTextContent(/3 of 3 copiesPinned/)

  await page.getByRole('link', { name: 'Mine' }).click()
  await expect.element(list).toHaveTextContent(/^hello.txt/)
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Find a file' }).fill('FIRST')
  await expect.element(list).toHaveTextContent(/^first.bin/)
})

test('a CID is opened, one with a typo is refused, and nothing is asked for it', async () => {
  const fileFetch = vi.fn<NodeApi['fileFetch']>(async () => fail('FILE_UNAVAILABLE', 'cid: nobody'))
  await open('#/files', { fileFetch })
  app.show()
  const find = page.getByRole('searchbox', { name: 'Find a file' })
  await find.fill(HELLO.slice(0, -1))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(/This CID is not valid/)).toBeVisible()
  await find.fill(HELLO)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('region', { name: 'This file' })).toBeVisible()
  await expect.poll(() => fileFetch.mock.calls.length).toBe(1)
  location.hash = `#/files/${HELLO.slice(0, -1)}`
  await expect.element(page.getByText('There is no such file')).toBeVisible()
  expect(fileFetch).toHaveBeenCalledTimes(1)
})

test('files are looked at before they are shared; failures name the remedy, and cancelling reaches the node', async () => {
  const asked: CallArgs<'fileAdd'>[] = []
  let signal: AbortSignal | undefined
  await open('#/files', {
    fileAdd: async (args, given) => {
      asked.push(args)
      if (args.file.size === 0)
        return fail('FILE_EMPTY', 'bytes: there is nothing in it; choose a file with content')
      signal = given
      return new Promise(() => {})
    },
  })
  app.show()
  await choose([new File([], 'empty.txt'), new File(['hello'], 'hello.txt', { type: 'text/plain' })])
  await expect
    .element(page.getByRole('list', { name: 'Chosen files' }))
    .toHaveTextContent(/empty.txt.*hello.txt/)
  await page.getByRole('textbox', { name: 'Note' }).fill('mine')
  await page.getByRole('button', { name: 'Share', exact: true }).click()

  const sharing = page.getByRole('list', { name: 'Files being shared' })
  await expect
    .element(sharing)
    .toHaveTextContent(/empty.txtThere is nothing in it; choose a file with content/)
  expect(asked).toMatchObject([
    { from: own, name: 'empty.txt', note: 'mine', fee: 1_000n, record: true },
    { name: 'hello.txt', mediaType: 'text/plain' },
  ])
  await keep('', { name: 'hello.txt', state: 'adding', sizeBytes: 5, doneBytes: 2 })
  await expect.element(sharing).toHaveTextContent(/hello.txt2.B of 5.B/)
  await page.getByRole('button', { name: 'Cancel hello.txt' }).click()
  expect(signal?.aborted).toBe(true)
  await expect.element(sharing).not.toHaveTextContent('hello.txt')
})

test('a wallet without coins says so, and shares without a record', async () => {
  const fileAdd = vi.fn<NodeApi['fileAdd']>(async () => ok({ cid: HELLO, txId: null, sizeBytes: 5 }))
  await open('#/files', { fileAdd })
  await app.db.wallet.update(own, { balance: 0n })
  app.show()
  await choose([new File(['hello'], 'hello.txt')])
  await expect.element(page.getByText(/does not pay the fees/)).toBeVisible()
  const share = page.getByRole('button', { name: 'Share', exact: true })
  await expect.element(share).toBeDisabled()
  await page.getByRole('switch', { name: /Record in a block/ }).click()
  await share.click()
  await expect
    .element(page.getByRole('list', { name: 'Files being shared' }))
    .toHaveTextContent(/Shared · Open/)
  expect(fileAdd.mock.calls[0]?.[0]).toMatchObject({ record: false })
})

test('a page of a file never runs: its source is shown, and the page in a frame without scripts', async () => {
  const html = '<script>parent.document.title = "taken"</script><h1>Hi</h1>'
  await open(`#/files/${HELLO}`, { fileRead: read(html) })
  await record(HELLO, '<img src=x onerror=alert(1)>.html', own, { mediaType: 'text/html' })
  await keep(HELLO)
  app.show()
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('<img src=x onerror=alert(1)>.html')
  await expect.element(page.getByRole('region', { name: 'Source' })).toHaveTextContent(/<script>parent/)
  await page.getByText('Page, without scripts').click()
  await expect.poll(() => document.querySelector('iframe[srcdoc]')).toBeTruthy()
  const frame = document.querySelector('iframe[srcdoc]') as HTMLIFrameElement
  expect(frame.getAttribute('sandbox')).toBe('')
  expect(frame.srcdoc).toMatch(
    /^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
  )
  // Another origin: not even its document is there to be read.
  await expect.poll(() => frame.contentDocument).toBe(null)
  expect(document.title).not.toContain('taken')
})

test('a drawing is a picture without an origin', async () => {
  await open(`#/files/${HELLO}`, {
    fileRead: read(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>top.ran = 1</script></svg>',
    ),
  })
  await record(HELLO, 'logo.svg', own, { mediaType: 'image/svg+xml' })
  await keep(HELLO)
  app.show()
  const picture = page.getByRole('img', { name: 'logo.svg' })
  await expect.element(picture).toHaveAttribute('src', expect.stringMatching(/^data:image\/svg\+xml;/))
  expect('ran' in window).toBe(false)
})

test('a file that does not come says why, a dropped one is confirmed', async () => {
  const fileDrop = vi.fn<NodeApi['fileDrop']>(async ({ cid }) => ok({ cid, freedBytes: 11 }))
  await open(`#/files/${HELLO}`, { fileRead: read('hello world'), fileDrop })
  await record(HELLO, 'hello.txt')
  const problem = {
    code: 'FILE_UNAVAILABLE',
    message: 'cid: nobody in this network holds it now; one tab held it',
  }
  const id = await keep(HELLO, { state: 'waiting', doneBytes: 0, problem })
  await holds(HELLO, 'ann', 0)
  app.show()
  await expect.element(page.getByText(/^Nobody in this network holds it now; one tab held it/)).toBeVisible()
  await expect.element(page.getByRole('list', { name: 'Holders' })).toHaveTextContent(/^ann/)

  await app.files.files.update(id, { state: 'held', doneBytes: 11 })
  await expect
    .element(page.getByRole('region', { name: 'Text of hello.txt' }))
    .toHaveTextContent('hello world')
  await page.getByRole('button', { name: 'Drop' }).click()
  await expect.element(page.getByRole('dialog')).toHaveTextContent(/No other tab holds it now/)
  await page.getByRole('button', { name: 'Drop it' }).click()
  expect(fileDrop).toHaveBeenCalledTimes(1)
})

test('saving streams to the place that was chosen, in parts', async () => {
  const bytes = new Uint8Array(9_000_000).map((_, i) => i)
  const fileRead: NodeApi['fileRead'] = async ({ offset, length = bytes.length }) =>
    ok({ bytes: bytes.slice(offset, offset + length), sizeBytes: bytes.length })
  await open('#/files', { fileRead })
  await record(HELLO, 'big.bin', own, { sizeBytes: String(bytes.length), mediaType: '' })
  await keep(HELLO, { sizeBytes: bytes.length })
  app.show()
  // A file of the browser's own file system, which no dialog is needed for.
  const folder = await navigator.storage.getDirectory()
  const handle = await folder.getFileHandle('saved.bin', { create: true })
  const picker = vi.fn(async (_: { suggestedName: string }) => handle)
  vi.stubGlobal('showSaveFilePicker', picker)

  await page.getByRole('button', { name: 'Actions of big.bin' }).click()
  await page.getByRole('menuitem', { name: 'Save to disk' }).click()
  await expect.poll(async () => (await handle.getFile()).size).toBe(bytes.length)
  const saved = new Uint8Array(await (await handle.getFile()).arrayBuffer())
  expect(saved.every((byte, i) => byte === i % 256)).toBe(true)
  expect(picker.mock.calls[0]?.[0]).toEqual({ suggestedName: 'big.bin' })
  await folder.removeEntry('saved.bin')
})

test('the room is shown and changed, and too little of it is refused in words', async () => {
  const fileQuota = vi.fn<NodeApi['fileQuota']>(async ({ bytes }) => {
    if (bytes !== undefined && bytes < 16e6)
      return fail('VALUE_BAD', 'bytes: give files at least 16777216 bytes')
    return ok({ ...QUOTA, quotaBytes: bytes ?? QUOTA.quotaBytes })
  })
  await open('#/files', { fileQuota })
  await keep(HELLO, { storedBytes: 4e8, pinned: true })
  app.show()
  const room = page.getByRole('region', { name: 'Space for files' })
  await expect.element(room).toHaveTextContent(/400.MB of 2.GB400.MB pinned/)
  await page.getByRole('button', { name: 'Change' }).click()
  const field = page.getByRole('textbox', { name: 'Files may take' })
  await field.fill('0')
  await page.getByRole('button', { name: 'Set' }).click()
  await expect.element(room).toHaveTextContent(/Give files at least 16777216 bytes/)
  await field.fill('5')
  await page.getByRole('button', { name: 'Set' }).click()
  await expect.element(room).toHaveTextContent(/400.MB of 5.GB/)
})

test('the public IPFS is off until somebody turns it on, and says what others learn', async () => {
  let now = {
    ...{ on: false, peers: [] as string[], reached: [] },
    ...{ gateways: ['https://gateway.example'], routers: ['https://routing.example'] },
  }
  const filePublic: NodeApi['filePublic'] = async args => {
    if (args.gateways?.includes('gopher'))
      return fail('URL_BAD', 'gateways: "gopher" is not an https address')
    now = { ...now, ...args } as typeof now
    return ok(now)
  }
  await open('#/settings', { filePublic })
  app.show()
  const panel = page.getByRole('region', { name: 'Public IPFS' })
  const button = panel.getByRole('switch')
  await expect.element(button).not.toBeChecked()
  await button.click()
  await expect.element(panel).toHaveTextContent(/learn which CIDs this device fetches/)
  await panel.getByRole('textbox', { name: 'Gateways' }).fill('gopher')
  await panel.getByRole('button', { name: 'Save servers' }).click()
  await expect.element(panel).toHaveTextContent(/"gopher" is not an https address/)
  expect(now.on).toBe(true)
})
