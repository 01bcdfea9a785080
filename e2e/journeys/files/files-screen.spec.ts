import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FilePage, FilesPage } from '../../pages/files-page.ts'
import { Shell } from '../../pages/shell.ts'
import { expect, test } from '../../support/journey.ts'
import { linked } from '../../support/tab.ts'

/** One pixel, which any browser draws. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const HTML = '<h1 id="title">A page</h1><script>parent.document.title = document.title = "taken"</script>'

let place: string
test.beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'tabchain-screen-'))
})
test.afterEach(() => rm(place, { recursive: true }))

test('a file is shared by clicking, and its link opens it in another tab', async ({ newTab }) => {
  const alice = await newTab()
  await new Shell(alice.page).goTo('Files')
  const files = new FilesPage(alice.page)
  await expect(files.empty).toBeVisible()
  await alice.mine(1)

  await files.choose([
    { name: 'pixel.png', mimeType: 'image/png', buffer: PIXEL },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(HTML) },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ])
  await files.share('of the autumn')
  await expect(files.sharing).toHaveText([
    /pixel.png.*recorded/,
    /page.html.*recorded/,
    /empty.txt.*The file is empty/,
  ])
  await expect(files.files.filter({ hasText: 'pixel.png' })).toContainText('waits for a block')
  await alice.mine(1)
  await expect(files.files.filter({ hasText: 'pixel.png' })).toContainText(
    /by main · block #2.*1 of 3 copies/,
  )

  const pixel = await files.openFile('pixel.png')
  await expect(pixel.facts).toContainText('of the autumn')
  await expect(pixel.facts).toContainText('in block #2')
  const drawn = () =>
    pixel.preview
      .getByRole('img', { name: 'pixel.png' })
      .evaluate((image: HTMLImageElement) => image.naturalWidth)
  await expect.poll(drawn).toBe(1)
  await alice.page.getByRole('button', { name: 'Prove' }).click()
  await expect(
    alice.page.getByRole('status').filter({ hasText: 'recorded the file “pixel.png”' }),
  ).toBeVisible()

  // A person who has only the link joins, fetches and sees the file without a click.
  const link = await pixel.shareLink()
  const bob = await newTab({ link })
  const same = new FilePage(bob.page)
  await expect(same.head).toContainText('Here')
  await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('pixel.png')
  await expect(same.preview.getByRole('img', { name: 'pixel.png' })).toBeVisible()
  await expect(same.holders).toHaveText([/This tab/, /now/])
  await expect(pixel.holders).toHaveText([/This tab/, /now/])
  await expect(pixel.head).toContainText('2 of 3 copies')

  // A file with a page: its source is shown, and none of it runs.
  await new Shell(bob.page).goTo('Files')
  const page = await new FilesPage(bob.page).openFile('page.html')
  await expect(page.preview).toContainText('<script>parent.document.title')
  await page.preview.getByText('Page, without scripts').click()
  const frame = page.preview.frameLocator('iframe')
  await expect(frame.locator('#title')).toHaveText('A page')
  expect(await bob.page.title()).not.toContain('taken')

  // To the disk, where no dialog of the browser asks for a place.
  await bob.page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  const download = bob.page.waitForEvent('download')
  await page.head.getByRole('button', { name: 'Save to disk' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe('page.html')
  await saved.saveAs(join(place, 'saved.html'))
  expect(await readFile(join(place, 'saved.html'), 'utf8')).toBe(HTML)

  // The chain links to it too.
  await new Shell(bob.page).goTo('Blocks')
  const search = bob.page.getByRole('searchbox', { name: 'Search the chain' })
  await search.fill('pixel')
  await search.press('Enter')
  await expect(new FilesPage(bob.page).files).toHaveText([/pixel.png/])
  expect([...alice.errors, ...bob.errors]).toEqual([])
})

test('a folder that is dropped is one file with a list, at the other tab too', async ({ newTab }) => {
  await mkdir(join(place, 'holiday', 'day one'), { recursive: true })
  await writeFile(join(place, 'holiday', 'day one', 'beach.png'), PIXEL)
  await writeFile(join(place, 'holiday', 'notes.txt'), 'it rained')
  await writeFile(join(place, 'loose.txt'), 'by itself')

  const alice = await newTab()
  await alice.mine(1)
  await new Shell(alice.page).goTo('Files')
  const files = new FilesPage(alice.page)
  await files.drop([join(place, 'holiday'), join(place, 'loose.txt')])
  await expect(files.dialog).toContainText(/holiday2 files/)
  await files.share()
  await expect(files.sharing).toHaveText([/holiday.*recorded/, /loose.txt.*recorded/])
  await alice.mine(1)

  const folder = await files.openFile('holiday')
  await expect(folder.entries).toHaveText([/day one/, /notes.txt/])
  const bob = await newTab({ link: await folder.shareLink() })
  const same = new FilePage(bob.page)
  await expect(same.entries).toHaveText([/day one/, /notes.txt/])
  await same.entries.filter({ hasText: 'notes.txt' }).getByRole('link').click()
  await expect(same.preview).toContainText('it rained')
  await bob.page.goBack()
  await same.entries.filter({ hasText: 'day one' }).getByRole('link').click()
  await same.entries.filter({ hasText: 'beach.png' }).getByRole('link').click()
  await expect(same.preview.getByRole('img', { name: 'beach.png' })).toBeVisible()
  expect([...alice.errors, ...bob.errors]).toEqual([])
})

test('a file that no tab has is reported as such, and arrives when one has it; a drop asks for confirmation', async ({
  newTab,
}) => {
  const alice = await newTab()
  const bob = await newTab()
  await linked([alice, bob], 1)
  await alice.mine(1)
  // The CID of `hello world`, which no tab has shared yet.
  const cid = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
  await new Shell(bob.page).goTo('Files')
  const files = new FilesPage(bob.page)
  await files.find.fill(cid.slice(0, -1))
  await files.find.press('Enter')
  await expect(bob.page.getByText(/This CID is not valid/)).toBeVisible()
  await files.find.fill(cid)
  await files.find.press('Enter')
  const file = new FilePage(bob.page)
  await expect(file.head).toContainText(/none was ever seen with it/)

  await new Shell(alice.page).goTo('Files')
  const own = new FilesPage(alice.page)
  await own.choose([{ name: 'hello.txt', mimeType: 'text/plain', buffer: Buffer.from('hello world') }])
  await own.share()
  await expect(file.preview).toContainText('hello world')
  await file.head.getByRole('button', { name: 'Drop' }).click()
  await expect(file.dialog).not.toContainText('No other tab holds it now')
  await file.dialog.getByRole('button', { name: 'Drop it' }).click()
  await expect(file.head).toContainText('In other tabs')
  await expect(file.holders).toHaveText([/now/])

  await bob.page.goBack()
  await expect(own.files.filter({ hasText: 'hello.txt' })).toContainText('1 of 3 copies')
  await own.act('hello.txt', 'Unpin')
  await expect(own.files.filter({ hasText: 'hello.txt' })).toContainText('Here')
  expect([...alice.errors, ...bob.errors]).toEqual([])
})

test('a folder with malicious paths is refused before anything is read', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(1)
  const code = (paths: string[]) =>
    tab.page.evaluate(
      paths =>
        window.tabchain
          .run('file add-folder main', {
            name: 'folder',
            files: paths.map(path => ({ path, bytes: new Uint8Array([1]) })),
          })
          .then(
            () => 'NONE',
            (error: Error & { code: string }) => error.code,
          ),
      paths,
    )
  for (const path of ['../up', 'a//b', '/root', 'a\\b', 'a/./b', 'x\u0000', ''])
    expect(await code(['good', path])).toBe('PATH_BAD')
  expect(await code([])).toBe('FILE_EMPTY')
  expect(await tab.run('file list')).toEqual([])
  expect(await code(['good', 'deep/er/good'])).toBe('NONE')
})

test('on a phone the files fit', async ({ newTab }) => {
  const context = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const tab = await newTab({ context })
  await tab.mine(1)
  await new Shell(tab.page).goTo('Files')
  const files = new FilesPage(tab.page)
  const name = `${'a name of many words '.repeat(8)}.png`
  await files.choose([{ name, mimeType: 'image/png', buffer: PIXEL }])
  await files.share('n'.repeat(200))
  await expect(files.sharing).toHaveText([/recorded/])
  const fits = () => tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await fits()).toBeLessThanOrEqual(0)
  const file = await files.openFile('a name of many words')
  await expect(file.preview.getByRole('img')).toBeVisible()
  expect(await fits()).toBeLessThanOrEqual(0)
  await file.head.getByRole('button', { name: 'Share' }).click()
  await expect(file.dialog.getByRole('img', { name: 'QR code of the file link' })).toBeVisible()
  expect(await fits()).toBeLessThanOrEqual(0)
  expect(tab.errors).toEqual([])
})
