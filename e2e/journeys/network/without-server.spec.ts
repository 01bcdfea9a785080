import { LinkPage } from '../../pages/link-page.ts'
import { type FilesOnly, serveFilesOnly } from '../../support/files-only.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked, type Tab } from '../../support/tab.ts'
import { networkLink, testNetwork } from '../../support/test-network.ts'

let files: FilesOnly
test.beforeEach(async () => {
  files = await serveFilesOnly()
})
test.afterEach(() => files.stop())

/** The addresses of WebSockets that opened; an attempt that the host refuses has no frames. */
function watchSockets({ page }: Tab): string[] {
  const opened: string[] = []
  page.on('websocket', socket => {
    socket.on('framereceived', () => opened.push(socket.url()))
    socket.on('framesent', () => opened.push(socket.url()))
  })
  return opened
}

test('without any server two tabs link by two texts, and a payment confirms', async ({ newTab }) => {
  const link = networkLink(files.url, testNetwork('by two texts'))
  const tabs = [await newTab({ link }), await newTab({ link })] as const
  const [ana, ben] = tabs
  const sockets = tabs.map(watchSockets)
  const { offer } = await ana.run<{ offer: string }>('link offer')
  const { answer } = await ben.run<{ answer: string }>(`link accept ${offer}`)
  await ana.run(`link complete ${answer}`)
  await linked(tabs, 1)
  await ana.mine(2)
  await converged(tabs)
  const { txId } = await ana.run<{ txId: string }>(`send main 3 ${(await ben.address()).address}`)
  await ana.mine(1)
  await confirmed(tabs, txId)
  for (const tab of tabs) expect((await tab.status()).signaling).not.toBe('online')
  expect(sockets).toEqual([[], []])

  expect(await ana.failure(`link complete ${answer}`)).toMatchObject({ code: 'ANSWER_OTHER_OFFER' })
  expect(await ben.failure(`link accept ${offer.slice(0, 90)}`)).toMatchObject({ code: 'LINK_TEXT_CUT' })
  expect(await ana.failure(`link accept ${offer}`)).toMatchObject({ code: 'OFFER_OWN' })
})

test('a tab of another network joins by pictures of QR codes', async ({ newTab }) => {
  const ana = await newTab({ link: networkLink(files.url, testNetwork('by pictures')) })
  const ben = await newTab({ link: networkLink(files.url, testNetwork('somewhere else')) })
  const sockets = [watchSockets(ana), watchSockets(ben)]
  const [show, read] = [new LinkPage(ana.page), new LinkPage(ben.page)]
  await show.open()
  await show.choose('Show an offer')
  await read.open()
  await read.choose('Read an offer')
  await read.openPictures(await show.pictures())
  await ben.page.getByRole('button', { name: 'Open by pictures and answer' }).click()
  await ben.ready()
  await show.openPictures(await read.pictures())
  await expect(show.linked()).toBeVisible()
  await expect(read.linked()).toBeVisible()
  expect((await ben.status()).network.name).toBe('by pictures')
  expect(sockets).toEqual([[], []])
})
